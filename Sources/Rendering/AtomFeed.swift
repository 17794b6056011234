package import Timelines

/// A feed of news (Atom, RFC 4287).
package struct AtomFeed: Sendable {
    package struct Entry: Sendable {
        /// An IRI that is the entry's for ever, such as `urn:uuid:…`.
        package var id: String
        package var title: String
        package var updated: Instant
        package var summary: String
        /// From the address of the feed, or whole.
        package var path: String

        package init(id: String, title: String, updated: Instant, summary: String, path: String) {
            self.id = id
            self.title = title
            self.updated = updated
            self.summary = summary
            self.path = path
        }
    }

    package var id: String
    package var title: String
    package var author: String
    package var updated: Instant
    /// Its own path, and that of the page that it belongs to.
    package var path: String
    package var pagePath: String
    package var entries: [Entry]

    package init(
        id: String,
        title: String,
        author: String,
        updated: Instant,
        path: String,
        pagePath: String,
        entries: [Entry]
    ) {
        self.id = id
        self.title = title
        self.author = author
        self.updated = updated
        self.path = path
        self.pagePath = pagePath
        self.entries = entries
    }

    package var xml: String {
        var text = XMLText()
        text.element("feed", ["xmlns": "http://www.w3.org/2005/Atom"]) { feed in
            feed.element("id", text: id)
            feed.element("title", text: title)
            feed.element("updated", text: updated.iso8601)
            feed.element("author", [:]) { $0.element("name", text: author) }
            feed.element("link", ["rel": "self", "type": "application/atom+xml", "href": path])
            feed.element("link", ["rel": "alternate", "type": "text/html", "href": pagePath])
            for entry in entries {
                feed.element("entry", [:]) { element in
                    element.element("id", text: entry.id)
                    element.element("title", text: entry.title)
                    element.element("updated", text: entry.updated.iso8601)
                    element.element("link", ["rel": "alternate", "type": "text/html", "href": entry.path])
                    element.element("summary", text: entry.summary)
                }
            }
        }
        return text.text
    }
}
