"""Ingests every status log into SQLite with Python's standard library alone: http.client, json, sqlite3.

The fair best of a plain script: one keep-alive connection a thread, pages of 100, each entry's text kept as received,
its fields in a table with an identity, one transaction a container, WAL with synchronous NORMAL.

    HOODY_TOKEN=… python3 ingest_plain.py --base-url http://127.0.0.1:8099 --db plain.sqlite [--threads 1]

Prints one line of JSON: seconds, containers, entries, requests.
"""

import argparse
import http.client
import json
import os
import queue
import sqlite3
import threading
import time
from datetime import datetime
from urllib.parse import urlsplit

SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE container (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (
  container TEXT NOT NULL,
  at INTEGER NOT NULL,
  id TEXT NOT NULL,
  from_status TEXT,
  to_status TEXT NOT NULL,
  duration_ms REAL,
  actor TEXT,
  operation TEXT,
  body TEXT NOT NULL,
  PRIMARY KEY (container, at, id)
) WITHOUT ROWID;
"""

decode = json.JSONDecoder().raw_decode


class Client:
    """One keep-alive connection."""

    def __init__(self, base_url, token):
        self.connection = http.client.HTTPConnection(urlsplit(base_url).netloc, timeout=60)
        self.headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self.requests = 0

    def page(self, path):
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        text = response.read().decode()
        self.requests += 1
        if response.status != 200:
            raise SystemExit(f"{path}: {response.status} {text[:200]}")
        return text


def containers(client):
    """Every container of the listing."""
    page = 1
    while True:
        path = f"/api/v1/containers?page={page}&limit=100&include_deleting=true&include_expired=true"
        found = json.loads(client.page(path))["data"]["containers"]
        if not found:
            return
        yield from found
        page += 1


def elements(text):
    """The entries of a page with their texts, byte for byte, and how many pages there are."""
    marker = '"logs":['
    place = text.index(marker) + len(marker)
    found = []
    while text[place] != "]":
        entry, end = decode(text, place)
        found.append((entry, text[place:end]))
        place = end + 1 if text[end] == "," else end
    pagination, _ = decode(text, text.index('"pagination":', place) + len('"pagination":'))
    return found, pagination["totalPages"]


def row(container, entry, body):
    metadata = entry.get("metadata") or {}
    at = round(datetime.fromisoformat(entry["transition_time"]).timestamp() * 1000)
    return (
        container,
        at,
        entry.get("id") or f"{entry.get('from_status')}>{entry['to_status']}",
        entry.get("from_status"),
        entry["to_status"],
        entry.get("duration_ms"),
        entry.get("triggered_by"),
        metadata.get("operation") or metadata.get("command"),
        body,
    )


def log(client, container):
    """All rows of a container's log, oldest first."""
    rows, page, pages = [], 1, 1
    while page <= pages:
        path = f"/api/v1/containers/{container}/status-logs?page={page}&limit=100&sort_order=asc"
        found, pages = elements(client.page(path))
        rows += [row(container, entry, body) for entry, body in found]
        page += 1
    return rows


def store(database, rows):
    with database:
        database.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def ingest(arguments, token):
    client = Client(arguments.base_url, token)
    database = sqlite3.connect(arguments.db)
    database.executescript(SCHEMA)
    listed = list(containers(client))
    with database:
        database.executemany("INSERT INTO container VALUES (?, ?)", [(c["id"], json.dumps(c)) for c in listed])
    if arguments.threads <= 1:
        for container in listed:
            store(database, log(client, container["id"]))
        return database, len(listed), client.requests
    waiting, done = queue.SimpleQueue(), queue.Queue(maxsize=2 * arguments.threads)
    for container in listed:
        waiting.put(container["id"])
    clients = [Client(arguments.base_url, token) for _ in range(arguments.threads)]

    def fetch(client):
        while True:
            try:
                container = waiting.get_nowait()
            except queue.Empty:
                return
            done.put(log(client, container))

    for one in clients:
        threading.Thread(target=fetch, args=(one,), daemon=True).start()
    for _ in listed:
        store(database, done.get())
    return database, len(listed), client.requests + sum(one.requests for one in clients)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--db", required=True, help="a file that does not exist yet")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    token = os.environ.get("HOODY_TOKEN", "bench")
    begun = time.perf_counter()
    database, count, requests = ingest(arguments, token)
    entries = database.execute("SELECT count(*) FROM entry").fetchone()[0]
    database.close()
    seconds = time.perf_counter() - begun
    result = {"seconds": round(seconds, 4), "containers": count, "entries": entries, "requests": requests}
    print(json.dumps(result))


if __name__ == "__main__":
    main()
