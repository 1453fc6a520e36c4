package main

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// keyBytes is the length of each key: two Ed25519 seeds and two MAC keys.
const keyBytes = 32

// keys are the server's secrets. Whoever has them can make tokens; whoever loses them sends every phone to enrol again.
type keys struct {
	Identity []byte `json:"identity"`           // Ed25519 seed: the server's own; phones know its fingerprint, it signs wipe orders
	Signing  []byte `json:"signing"`            // Ed25519 seed: signs access tokens; may be replaced, see Retiring
	Refresh  []byte `json:"refresh"`            // derives refresh tokens
	Cursor   []byte `json:"cursor"`             // MAC of cursors
	Retiring []byte `json:"retiring,omitempty"` // the signing seed before this one; still verifies
}

// loadKeys takes the keys from the settings, or else from the data folder, where they are made at the first start and
// readable by their owner alone. They are never in the store: a copy of the records must not let anyone in.
func loadKeys(c *Config, random io.Reader) (keys, error) {
	if c.IdentityKey != "" {
		return givenKeys(c)
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return keys{}, fmt.Errorf("make the data folder: %w", err)
	}
	path := filepath.Join(c.Data, "keys.json")
	k, err := readKeys(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err = makeKeys(path, random); err == nil {
			k, err = readKeys(path)
		}
	}
	if err != nil {
		return keys{}, fmt.Errorf("server keys: %w", err)
	}
	return k, nil
}

func givenKeys(c *Config) (k keys, err error) {
	for _, g := range []struct {
		to   *[]byte
		text string
	}{{&k.Identity, c.IdentityKey}, {&k.Signing, c.SigningKey}, {&k.Refresh, c.RefreshKey}, {&k.Cursor, c.CursorKey}, {&k.Retiring, c.RetiringKey}} {
		if g.text == "" {
			continue
		}
		if *g.to, err = decodeKey(g.text); err != nil {
			return keys{}, err
		}
	}
	return k, nil
}

func decodeKey(text string) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(key) != keyBytes {
		return nil, fmt.Errorf("want the base64 of %d bytes", keyBytes)
	}
	return key, nil
}

func readKeys(path string) (keys, error) {
	info, err := os.Stat(path)
	if err != nil {
		return keys{}, err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return keys{}, fmt.Errorf("%s may be read by others: chmod 600 it", path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return keys{}, err
	}
	var k keys
	if err := json.Unmarshal(text, &k); err != nil {
		return keys{}, fmt.Errorf("%s: %w", path, err)
	}
	for _, key := range [][]byte{k.Identity, k.Signing, k.Refresh, k.Cursor} {
		if len(key) != keyBytes {
			return keys{}, fmt.Errorf("%s: a key is missing or not of %d bytes", path, keyBytes)
		}
	}
	return k, nil
}

// makeKeys writes a new file completely before it gets its name, and gives way to one that is there already: two servers
// that start at once end with the same keys.
func makeKeys(path string, random io.Reader) error {
	all := make([]byte, 4*keyBytes)
	if _, err := io.ReadFull(random, all); err != nil {
		return err
	}
	text, err := json.Marshal(keys{Identity: all[:32], Signing: all[32:64], Refresh: all[64:96], Cursor: all[96:]})
	if err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), "keys-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	if _, err := file.Write(append(text, '\n')); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := os.Link(file.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}
