internal import Ingestion
internal import StatusAPI
internal import Storage

// An ingest requests its pages from the API and keeps them in the event store.
extension StatusAPIClient: StatusLogSource {}
extension EventStore: EventLog {}
