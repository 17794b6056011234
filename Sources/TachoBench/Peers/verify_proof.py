"""Verifies a proof that tacho made with what others wrote: pymerkle (the tree) and cryptography (the signature).

    python3 verify_proof.py ENTRY.tlog-proof KEY.pub

Which hash stands on which side is worked out by pymerkle from index and size alone. Ends with an error where anything is not valid.
(Consistency can't be verified so: the proofs that pymerkle knows have another shape than those of RFC 9162.)
"""

import base64
import hashlib
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pymerkle import verify_inclusion
from pymerkle.core import _inclusion_path_layout
from pymerkle.proof import InclusionProof

proof_file, key_file = sys.argv[1:]
name, key_id, key = open(key_file).read().strip().split("+", 2)
head, text, signatures = open(proof_file).read().split("\n\n")

# 1. The checkpoint is signed; `verify` raises where it isn't.
text += "\n"
lines = [line for line in signatures.splitlines() if line.startswith(f"\u2014 {name} ")]
blobs = [base64.b64decode(line.split(" ")[2]) for line in lines]
own = [blob[4:] for blob in blobs if blob[:4].hex() == key_id]
if not own:
    sys.exit("not signed by this key")
for signature in own:
    Ed25519PublicKey.from_public_bytes(base64.b64decode(key)[1:]).verify(signature, text.encode())

# 2. The log that it speaks of holds the entry; `verify_inclusion` raises where it doesn't.
origin, size, root = text.split("\n")[:3]
kind, extra, index, *hashes = head.split("\n")
if (origin, kind) != (name, "c2sp.org/tlog-proof@v1"):
    sys.exit("another log, or another kind of proof")
size, place = int(size), int(index.split(" ")[1]) + 1
leaf = hashlib.sha256(b"\0" + base64.b64decode(extra.split(" ")[1])).digest()
rule, _ = _inclusion_path_layout(place, size)
path = [leaf] + [base64.b64decode(line) for line in hashes]
proof = InclusionProof("sha256", True, size, place, rule, path)
verify_inclusion(leaf, base64.b64decode(root), proof, index=place, size=size, algorithm="sha256")

print(f"observation {place:,} of {size:,}")
