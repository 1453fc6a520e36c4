package fcm

import (
	"testing"

	firebase "firebase.google.com/go/v4"
)

// The SDK tells the carrier its version, and only its large package knows it: the copy must follow every update.
func TestVersionIsTheSDKs(t *testing.T) {
	if sdkVersion != firebase.Version {
		t.Errorf("sdkVersion is %s, the SDK's %s", sdkVersion, firebase.Version)
	}
}
