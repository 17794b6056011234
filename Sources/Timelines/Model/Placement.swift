/// Where a container runs and from what, as its newest listing says.
package struct Placement: Hashable, Sendable {
    /// `server_name`, else `server_id`; nil where it gives neither.
    package var server: String?
    /// `container_image`; nil where it gives none.
    package var image: String?

    package init(server: String? = nil, image: String? = nil) {
        self.server = server
        self.image = image
    }
}
