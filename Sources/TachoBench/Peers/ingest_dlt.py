"""Ingests every status log with dlt's REST API source, as its documentation does it.

Needs dlt with its DuckDB destination and Parquet from PyPI (`pip install "dlt[duckdb,parquet]"`): loading Parquet takes
a small part of the time that dlt's standard INSERT statements take. `--destination sqlalchemy` writes SQLite and needs
`dlt[sqlalchemy]`.

    HOODY_TOKEN=… python3 ingest_dlt.py --base-url http://127.0.0.1:8099 --directory an-empty-folder

Prints one line of JSON: seconds, containers, entries.
"""

import argparse
import json
import os
import pathlib
import time

# Read by dlt when it is imported: nothing is to be sent anywhere but to the server that is measured.
os.environ.setdefault("RUNTIME__DLTHUB_TELEMETRY", "false")
os.environ.setdefault("RUNTIME__LOG_LEVEL", "ERROR")

import dlt  # noqa: E402
from dlt.sources.rest_api import rest_api_source  # noqa: E402


def source(base_url, token):
    pages = {"type": "page_number", "base_page": 1, "page_param": "page", "total_path": "data.pagination.totalPages"}
    return rest_api_source(
        {
            "client": {
                "base_url": f"{base_url}/api/v1/",
                "auth": {"type": "bearer", "token": token},
                "paginator": pages,
            },
            "resource_defaults": {"primary_key": "id", "write_disposition": "merge"},
            "resources": [
                {
                    "name": "containers",
                    "endpoint": {
                        "path": "containers",
                        "data_selector": "data.containers",
                        "params": {"limit": 100, "include_deleting": "true", "include_expired": "true"},
                    },
                },
                {
                    "name": "status_logs",
                    "parallelized": True,
                    "endpoint": {
                        "path": "containers/{resources.containers.id}/status-logs",
                        "data_selector": "data.logs",
                        "params": {"limit": 100, "sort_order": "asc"},
                    },
                },
            ],
        }
    )


def pipeline(arguments):
    directory = pathlib.Path(arguments.directory).resolve()
    directory.mkdir(parents=True, exist_ok=True)
    if arguments.destination == "sqlalchemy":
        destination = dlt.destinations.sqlalchemy(f"sqlite:///{directory / 'dlt.sqlite'}")
    else:
        destination = dlt.destinations.duckdb(str(directory / "dlt.duckdb"))
    return dlt.pipeline(
        pipeline_name="status_logs",
        pipelines_dir=str(directory / "pipelines"),
        destination=destination,
        dataset_name="main" if arguments.destination == "sqlalchemy" else "status",
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--directory", required=True, help="an empty folder for the database and dlt's own state")
    parser.add_argument("--destination", choices=["duckdb", "sqlalchemy"], default="duckdb")
    arguments = parser.parse_args()
    token = os.environ.get("HOODY_TOKEN", "bench")
    made = pipeline(arguments)
    begun = time.perf_counter()
    made.run(
        source(arguments.base_url, token),
        loader_file_format="parquet" if arguments.destination == "duckdb" else None,
    )
    seconds = time.perf_counter() - begun
    steps = {step.step: round((step.finished_at - step.started_at).total_seconds(), 4) for step in made.last_trace.steps}
    rows = made.last_trace.last_normalize_info.row_counts
    result = {
        "seconds": round(seconds, 4),
        "containers": rows.get("containers", 0),
        "entries": rows.get("status_logs", 0),
        "destination": arguments.destination,
        "steps": steps,
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
