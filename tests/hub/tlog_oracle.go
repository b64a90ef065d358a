// An independent checker of the hub's log: Go's own sumdb/note opens its checkpoints, sumdb/tlog checks its proofs.
// Reads one JSON object on standard input; says what doesn't hold and fails, or prints how much it checked.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type question struct {
	Keys        []string // name+id+base64
	Checkpoints []string // signed notes, smallest first
	Consistency [][]tlog.Hash
	Inclusions  []struct {
		Index int64
		Data  []byte // of the leaf
		Path  []tlog.Hash
	} // in the tree of the last checkpoint
}

func must(err error, what string) {
	if err != nil {
		fmt.Println(what+":", err)
		os.Exit(1)
	}
}

func main() {
	var asked question
	must(json.NewDecoder(os.Stdin).Decode(&asked), "question")
	var verifiers []note.Verifier
	for _, key := range asked.Keys {
		verifier, err := note.NewVerifier(key)
		must(err, "key "+key)
		verifiers = append(verifiers, verifier)
	}
	var trees []tlog.Tree
	for _, text := range asked.Checkpoints {
		opened, err := note.Open([]byte(text), note.VerifierList(verifiers...))
		must(err, "checkpoint "+text)
		lines := strings.Split(opened.Text, "\n")
		if len(lines) != 4 || lines[0] != verifiers[0].Name() {
			must(fmt.Errorf("not three lines of %s", verifiers[0].Name()), text)
		}
		size, err := strconv.ParseInt(lines[1], 10, 64)
		must(err, "size")
		root, err := tlog.ParseHash(lines[2])
		must(err, "root")
		trees = append(trees, tlog.Tree{N: size, Hash: root})
	}
	for i, proof := range asked.Consistency {
		old, young := trees[i], trees[i+1]
		must(tlog.CheckTree(tlog.TreeProof(proof), young.N, young.Hash, old.N, old.Hash), "consistency")
	}
	last := trees[len(trees)-1]
	for _, one := range asked.Inclusions {
		hash := tlog.RecordHash(one.Data)
		must(tlog.CheckRecord(tlog.RecordProof(one.Path), last.N, last.Hash, one.Index, hash),
			fmt.Sprint("inclusion of ", one.Index))
	}
	fmt.Println(len(trees), "checkpoints", len(asked.Consistency), "consistency", len(asked.Inclusions), "inclusions")
}
