package mongodb_test

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"github.com/beplua/beplua/store/mongodb/mongotest"
)

// uriVariable names a server to test on. Databases are made there, and dropped.
const uriVariable = "BEPLUA_TEST_MONGODB_URI"

// TestRealServer holds real servers to everything: the one that the environment names, else a mongod found on the PATH,
// started as a replica set of one and as a standalone. Without any it is skipped, which is not passed: then only
// wiretest's peer was asked, and that cannot be trusted with concurrent replacements.
func TestRealServer(t *testing.T) {
	if uri := os.Getenv(uriVariable); uri != "" {
		mongotest.Run(t, &mongotest.Server{Name: "the server of " + uriVariable, URI: uri, Prefix: fmt.Sprintf("beplua_test_%d_", os.Getpid())})
		return
	}
	program, err := exec.LookPath("mongod")
	if err != nil {
		t.Skip("SKIPPED: no real MongoDB was asked: " + uriVariable + " is not set and there is no mongod on the PATH; only FerretDB (store/mongodb/wiretest) was")
	}
	t.Run("standalone", func(t *testing.T) {
		address := start(t, program)
		uri := "mongodb://" + address + "/"
		command(t, uri, bson.D{{Key: "ping", Value: 1}})
		mongotest.Run(t, &mongotest.Server{Name: "mongod, standalone", URI: uri, Prefix: "t"})
	})
	t.Run("replica set", func(t *testing.T) {
		address := start(t, program, "--replSet", "rs0")
		member := bson.D{{Key: "_id", Value: 0}, {Key: "host", Value: address}}
		config := bson.D{{Key: "_id", Value: "rs0"}, {Key: "members", Value: bson.A{member}}}
		command(t, "mongodb://"+address+"/?directConnection=true", bson.D{{Key: "replSetInitiate", Value: config}})
		uri := "mongodb://" + address + "/?replicaSet=rs0"
		command(t, uri, bson.D{{Key: "ping", Value: 1}}) // waits for the election
		mongotest.Run(t, &mongotest.Server{Name: "mongod, replica set of one", URI: uri, Prefix: "t"})
	})
}

// start runs mongod in a temporary folder until the end of the test and gives its address.
func start(t *testing.T, program string, arguments ...string) string {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port //nolint:forcetypeassert // it listens on TCP
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	arguments = append([]string{
		"--dbpath", folder, "--port", strconv.Itoa(port), "--bind_ip", "127.0.0.1", "--logpath", filepath.Join(folder, "log"),
		"--wiredTigerCacheSizeGB", "0.5",
	}, arguments...)
	server := exec.CommandContext(context.WithoutCancel(t.Context()), program, arguments...) //nolint:gosec // found on the PATH
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill() // its data go with the folder
		_ = server.Wait()
	})
	return "127.0.0.1:" + strconv.Itoa(port)
}

// command runs an administrator's command as soon as the server takes it.
func command(t *testing.T, uri string, what bson.D) {
	t.Helper()
	client, err := mongo.Connect(options.Client().ApplyURI(uri).SetServerSelectionTimeout(time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = client.Disconnect(context.WithoutCancel(t.Context())) }()
	if err := client.Database("admin").RunCommand(t.Context(), what).Err(); err != nil {
		t.Fatal(err)
	}
}
