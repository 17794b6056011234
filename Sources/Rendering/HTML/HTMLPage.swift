package import Drawing

/// A page for a browser, a mail or a printer as it is composed, before the template writes it.
package struct HTMLPage: Sendable {
    package var title: String
    /// The pages around this one, where it is one of several.
    package var links: [Link] = []
    /// What comes first: the answer.
    package var lead: TextPage
    package var sections: [Section]
    /// What the page was made from.
    package var foot: [String]

    package init(title: String, lead: TextPage = TextPage(), sections: [Section] = [], foot: [String] = []) {
        self.title = title
        self.lead = lead
        self.sections = sections
        self.foot = foot
    }

    /// A way to another page.
    package struct Link: Hashable, Sendable {
        package var text: String
        /// From the folder of the page: letters, digits, `.`, `-`, `_` and `/`.
        package var path: String

        package init(_ text: String, _ path: String) {
            self.text = text
            self.path = path
        }
    }

    package struct Section: Sendable {
        /// What a link can point to.
        package var id: String
        package var title: String
        package var blocks: [Block]

        package init(_ id: String, _ title: String, _ blocks: [Block]) {
            self.id = id
            self.title = title
            self.blocks = blocks
        }
    }

    package enum Block: Sendable {
        case text(TextPage)
        case picture(Picture)
        /// Drawings beside each other.
        case pictures([Picture])
        case lanes(Lanes)
        case table(LinkedTable)
        /// Shown where somebody asks for it.
        case folded(String, TextPage)
    }
}

/// A drawing with its message in a sentence, and its data.
package struct Picture: Sendable {
    /// What a link can point to.
    package var id: String
    /// What it shows, in a few words.
    package var title: String
    /// Its message, in a sentence.
    package var message: String
    /// How to read the drawing; left out where there is none.
    package var reading: String
    package var drawing: SVG
    package var data: TextTable

    package init(
        id: String,
        title: String,
        message: String,
        reading: String = "",
        drawing: SVG,
        data: TextTable
    ) {
        self.id = id
        self.title = title
        self.message = message
        self.reading = reading
        self.drawing = drawing
        self.data = data
    }
}

/// Rows of strips under one axis of time, each with a name before it and a figure behind it. The strips are as wide as the page.
package struct Lanes: Sendable {
    package struct Lane: Sendable {
        package var id: String
        package var name: String
        /// Where its name leads to; nil where it leads nowhere.
        package var path: String?
        /// What its strip shows, in a sentence.
        package var message: String
        package var strip: SVG
        package var figure: String
        /// The strip in few parts, for mail programs that show no drawings.
        package var parts: [Part]

        package init(
            id: String,
            name: String,
            path: String? = nil,
            message: String,
            strip: SVG,
            figure: String,
            parts: [Part] = []
        ) {
            self.id = id
            self.name = name
            self.path = path
            self.message = message
            self.strip = strip
            self.figure = figure
            self.parts = parts
        }
    }

    /// So many thousandths of the width of a lane, and the class of their style; nil where nothing is drawn.
    package struct Part: Hashable, Sendable {
        package var name: String?
        package var permille: Int

        package init(_ name: String?, _ permille: Int) {
            self.name = name
            self.permille = permille
        }
    }

    /// A label of the axis, at so many tenths of a percent of the width.
    package struct Mark: Sendable {
        package var label: String
        package var permille: Int

        package init(_ label: String, at permille: Int) {
            self.label = label
            self.permille = permille
        }
    }

    package var id: String
    package var title: String
    package var message: String
    package var marks: [Mark]
    package var lanes: [Lane]
    /// What the lanes leave out, in a sentence.
    package var remark: String?
    /// What the colours and patterns mean: the class of each and its name.
    package var legend: [(name: String, label: String)]
    package var data: TextTable

    package init(
        id: String,
        title: String,
        message: String,
        marks: [Mark],
        lanes: [Lane],
        remark: String?,
        legend: [(name: String, label: String)],
        data: TextTable
    ) {
        self.id = id
        self.title = title
        self.message = message
        self.marks = marks
        self.lanes = lanes
        self.remark = remark
        self.legend = legend
        self.data = data
    }
}

/// A table whose rows links can point to, and whose cells can be links.
package struct LinkedTable: Sendable {
    package struct Cell: Hashable, Sendable {
        package var text: String
        /// Where it leads to; nil where it leads nowhere.
        package var path: String?

        package init(_ text: String, path: String? = nil) {
            self.text = text
            self.path = path
        }
    }

    package var titles: [String]
    /// A row without an id is none that a link points to.
    package var rows: [(id: String?, cells: [Cell])]

    package init(titles: [String], rows: [(id: String?, cells: [Cell])]) {
        self.titles = titles
        self.rows = rows
    }
}
