// An independent checker of the hub's log: Go's own sumdb/note opens its checkpoints, sumdb/tlog checks its proofs, and
// computes the tree of a file that was taken out.
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
	Files []file
}

// A .siaga-export, cut into its parts by exported_file.py.
type file struct {
	Parts []part
	Seal  string // a signed note
	Says  string // its text
}

// One of: a leaf's data, the hash of 2^Level leaves, a checkpoint of all leaves before it.
type part struct {
	Data  []byte
	Level int
	Hash  tlog.Hash
	Note  string
}

type subtree struct {
	level int
	hash  tlog.Hash
}

// frontier holds the whole subtrees so far, the largest first.
type frontier []subtree

func (tree frontier) with(next subtree) frontier {
	tree = append(tree, next)
	for n := len(tree); n > 1 && tree[n-1].level == tree[n-2].level; n = len(tree) {
		tree = append(tree[:n-2], subtree{tree[n-1].level + 1, tlog.NodeHash(tree[n-2].hash, tree[n-1].hash)})
	}
	return tree
}

func (tree frontier) root() tlog.Hash {
	root := tree[len(tree)-1].hash
	for i := len(tree) - 2; i >= 0; i-- {
		root = tlog.NodeHash(tree[i].hash, root)
	}
	return root
}

func (tree frontier) size() (leaves int64) {
	for _, one := range tree {
		leaves += 1 << one.level
	}
	return leaves
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
	list := note.VerifierList(verifiers...)
	checkpoint := func(text string) tlog.Tree {
		opened, err := note.Open([]byte(text), list)
		must(err, "checkpoint "+text)
		lines := strings.Split(opened.Text, "\n")
		if len(lines) != 4 || lines[0] != verifiers[0].Name() {
			must(fmt.Errorf("not three lines of %s", verifiers[0].Name()), text)
		}
		size, err := strconv.ParseInt(lines[1], 10, 64)
		must(err, "size")
		root, err := tlog.ParseHash(lines[2])
		must(err, "root")
		return tlog.Tree{N: size, Hash: root}
	}
	var trees []tlog.Tree
	for _, text := range asked.Checkpoints {
		trees = append(trees, checkpoint(text))
	}
	for i, proof := range asked.Consistency {
		old, young := trees[i], trees[i+1]
		must(tlog.CheckTree(tlog.TreeProof(proof), young.N, young.Hash, old.N, old.Hash), "consistency")
	}
	leaves := 0
	for _, file := range asked.Files {
		var tree frontier
		signed := int64(0)
		for _, part := range file.Parts {
			if part.Note != "" {
				told := checkpoint(part.Note)
				if told.N != tree.size() || told.Hash != tree.root() {
					must(fmt.Errorf("another root than that of its %d leaves", tree.size()), part.Note)
				}
				signed = told.N
			} else if part.Data != nil {
				tree = tree.with(subtree{0, tlog.RecordHash(part.Data)})
				leaves++
			} else {
				tree = tree.with(subtree{part.Level, part.Hash})
			}
		}
		if signed != tree.size() {
			must(fmt.Errorf("%d leaves, %d signed", tree.size(), signed), "file")
		}
		seal, err := note.Open([]byte(file.Seal), list)
		must(err, "seal")
		if seal.Text != file.Says {
			must(fmt.Errorf("seals something else"), seal.Text)
		}
	}
	if len(trees) == 0 {
		fmt.Println(len(asked.Files), "files", leaves, "leaves")
		return
	}
	last := trees[len(trees)-1]
	for _, one := range asked.Inclusions {
		hash := tlog.RecordHash(one.Data)
		must(tlog.CheckRecord(tlog.RecordProof(one.Path), last.N, last.Hash, one.Index, hash),
			fmt.Sprint("inclusion of ", one.Index))
	}
	fmt.Println(len(trees), "checkpoints", len(asked.Consistency), "consistency", len(asked.Inclusions), "inclusions")
}
