// Command conformance runs the conformance set against a live server: conformance ADDRESS VECTORS REPORT.
//
// tests/conformance/README.md describes the vectors, the report and the exit codes.
package main

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// result is what became of one vector; Failure is empty if it passed.
type result struct {
	ID      string  `json:"id"`
	Group   string  `json:"group"`
	Passed  bool    `json:"passed"`
	Failure string  `json:"failure"`
	Seconds float64 `json:"seconds"`
}

type report struct {
	Language string   `json:"language"`
	Run      string   `json:"run"`
	Results  []result `json:"results"`
}

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: conformance ADDRESS VECTORS REPORT")
		os.Exit(2)
	}
	done, err := runAll(os.Args[1], os.Args[2])
	if err == nil {
		err = done.write(os.Args[3])
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if failed := done.print(); failed > 0 || len(done.Results) == 0 {
		os.Exit(1)
	}
}

// runAll runs every vector of every file.
func runAll(address, vectors string) (*report, error) {
	files, err := vectorFiles(vectors)
	if err != nil {
		return nil, err
	}
	conn, err := dial(address)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	done := &report{Language: "go", Run: strings.ToLower(rand.Text()[:12])}
	for _, file := range files {
		document, err := readFile(file)
		if err != nil {
			return nil, err
		}
		done.Results = append(done.Results, runFile(document, connection{conn, address}, newScope(done.Run))...)
	}
	return done, nil
}

// dial connects without retries: what the server said is what is compared.
func dial(address string) (*grpc.ClientConn, error) {
	return grpc.NewClient(address,
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDisableRetry(),
		grpc.WithDisableServiceConfig(),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(math.MaxInt32), grpc.MaxCallSendMsgSize(math.MaxInt32)))
}

// vectorFiles is the file, or the files of the folder by name.
func vectorFiles(path string) ([]string, error) {
	found, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !found.IsDir() {
		return []string{path}, nil
	}
	return filepath.Glob(filepath.Join(path, "*.json"))
}

// runFile runs the vectors of one file in order.
func runFile(document *vectorFile, conn connection, setup *scope) []result {
	broken := document.fault
	if broken == nil {
		broken = makeCalls(document.Setup, conn, setup)
	}
	results := make([]result, len(document.Vectors))
	for place, raw := range document.Vectors {
		begin := time.Now()
		name, failure := runVector(raw, broken, conn, setup.inner())
		seconds := math.Round(1000*time.Since(begin).Seconds()) / 1000
		results[place] = result{ID: name, Group: document.Group, Passed: failure == "", Failure: failure, Seconds: seconds}
	}
	return results
}

// runVector is the id of a vector and why it failed; one bad vector must not keep the others from running.
func runVector(raw json.RawMessage, broken error, conn connection, values *scope) (name, failure string) {
	name = idOf(raw)
	defer func() {
		if fault := recover(); fault != nil {
			failure = fmt.Sprint("the driver gave up: ", fault)
		}
	}()
	if broken != nil {
		return name, "setup: " + broken.Error()
	}
	read, err := readVector(raw)
	if err == nil {
		err = makeCalls(read.Calls, conn, values)
	}
	if err != nil {
		return name, err.Error()
	}
	return name, ""
}

func makeCalls(calls []call, conn connection, values *scope) error {
	for place, each := range calls {
		if err := makeCall(each, conn, values); err != nil {
			return fmt.Errorf("call %d: %w", place, err)
		}
	}
	return nil
}

func (done *report) write(path string) error {
	text, err := json.MarshalIndent(done, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(text, '\n'), 0o644)
}

// print shows passed and failed by group, then each failure; it returns how many failed.
func (done *report) print() int {
	var groups []string
	passed, failed := map[string]int{}, map[string]int{}
	total := 0
	for _, each := range done.Results {
		if passed[each.Group]+failed[each.Group] == 0 {
			groups = append(groups, each.Group)
		}
		if each.Passed {
			passed[each.Group]++
		} else {
			failed[each.Group]++
			total++
		}
	}
	fmt.Printf("%-32s%8s%8s\n", "group", "passed", "failed")
	for _, group := range groups {
		fmt.Printf("%-32s%8d%8d\n", group, passed[group], failed[group])
	}
	fmt.Printf("%-32s%8d%8d\n", "all", len(done.Results)-total, total)
	for _, each := range done.Results {
		if !each.Passed {
			fmt.Printf("FAILED %s: %s\n", each.ID, each.Failure)
		}
	}
	return total
}
