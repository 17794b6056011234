internal import Mustache

/// The templates of a page, in Mustache; what stands between two braces is escaped.
enum HTMLTemplate {
    /// Read once: an archive has many pages.
    static let library = Result {
        MustacheLibrary(templates: try texts.mapValues { try MustacheTemplate(string: $0) })
    }

    private static let texts = [
        "page": page, "element": element, "table": table, "figure": figure, "lanes": lanes, "mail": mail,
        "mail-element": mailElement, "mail-table": mailTable, "mail-lanes": mailLanes,
    ]

    private static let page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{{page_title}}</title>
        <style>{{{style}}}</style>
        </head>
        <body>
        {{{patterns}}}
        {{#has_links}}<nav aria-label="Archive">{{#links}}<a href="{{path}}">{{text}}</a>{{/links}}</nav>
        {{/has_links}}
        <header>
        <h1>{{page_title}}</h1>
        {{#lead}}{{> element}}{{/lead}}
        </header>
        <main>
        {{#sections}}
        <section id="{{section_id}}" aria-labelledby="{{section_id}}-title">
        <h2 id="{{section_id}}-title">{{section_title}}</h2>
        {{#blocks}}
        {{#elements}}{{> element}}{{/elements}}
        {{#figures}}{{> figure}}{{/figures}}
        {{#multiples}}<div class="multiples">{{#figures}}{{> figure}}{{/figures}}</div>{{/multiples}}
        {{#lanes}}{{> lanes}}{{/lanes}}
        {{#folded}}<details class="folded"><summary>{{summary}}</summary>{{#elements}}{{> element}}{{/elements}}</details>{{/folded}}
        {{/blocks}}
        </section>
        {{/sections}}
        </main>
        <footer>{{#foot}}<p>{{.}}</p>{{/foot}}</footer>
        </body>
        </html>

        """

    private static let element = """
        {{#heading}}<h3>{{.}}</h3>{{/heading}}\
        {{#paragraph}}<p>{{.}}</p>{{/paragraph}}\
        {{#detail}}<p class="detail">{{.}}</p>{{/detail}}\
        {{#strong}}<p class="strong">{{.}}</p>{{/strong}}\
        {{#list}}<ul>{{#points}}<li>{{.}}</li>{{/points}}</ul>{{/list}}\
        {{#table}}{{> table}}{{/table}}
        """

    private static let table = """
        <div class="scroll" tabindex="0" role="group" aria-label="Table"><table>{{#has_titles}}<thead><tr>\
        {{#titles}}<th scope="col" class="{{class}}">{{text}}</th>{{/titles}}</tr></thead>{{/has_titles}}<tbody>\
        {{#rows}}<tr{{#row_id}} id="{{.}}"{{/row_id}}>{{#cells}}<td class="{{class}}">{{#path}}<a href="{{.}}">{{text}}</a>{{/path}}{{^path}}{{text}}{{/path}}</td>{{/cells}}</tr>\
        {{#notes}}<tr class="note"><td colspan="{{span}}">{{note}}</td></tr>{{/notes}}{{/rows}}\
        </tbody></table></div>{{#rest}}<p class="detail">{{.}}</p>{{/rest}}

        """

    private static let figure = """
        <figure id="{{figure_id}}">
        <figcaption><b>{{figure_title}}.</b> {{message}}{{#reading}}{{.}}{{/reading}}</figcaption>
        <svg role="img" viewBox="{{view_box}}" aria-labelledby="{{figure_id}}-title {{figure_id}}-desc">\
        <title id="{{figure_id}}-title">{{figure_title}}</title><desc id="{{figure_id}}-desc">{{message}}</desc>{{{drawing}}}</svg>
        <details><summary>Data</summary>{{#data}}{{> table}}{{/data}}</details>
        </figure>

        """

    private static let lanes = """
        <figure id="{{figure_id}}" class="lanes">
        <figcaption><b>{{figure_title}}.</b> {{message}}</figcaption>
        <div class="axis" aria-hidden="true">{{#marks}}<span style="left:{{left}}">{{label}}</span>{{/marks}}</div>
        {{#rows}}<div class="lane" id="{{lane_id}}"><span class="name">{{#path}}<a href="{{.}}">{{name}}</a>{{/path}}{{^path}}{{name}}{{/path}}</span>\
        <svg role="img" viewBox="{{view_box}}" preserveAspectRatio="none" aria-label="{{sentence}}">{{{drawing}}}</svg>\
        <span class="value">{{value}}</span></div>
        {{/rows}}
        {{#remark}}<p class="detail">{{.}}</p>{{/remark}}
        <ul class="legend">{{#legend}}<li><svg aria-hidden="true" viewBox="0 0 14 10"><rect class="{{class}}" width="14" height="10"/></svg>{{label}}</li>{{/legend}}</ul>
        <details><summary>Data</summary>{{#data}}{{> table}}{{/data}}</details>
        </figure>

        """

    // MARK: For mail programs, which know neither style sheets nor drawings

    private static let mail = """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>{{page_title}}</title></head>
        <body style="font:15px/1.5 sans-serif;color:#1c2126;background:#ffffff">
        <h1 style="font-size:22px">{{page_title}}</h1>
        {{#lead}}{{> mail-element}}{{/lead}}
        {{#sections}}
        {{#is_in_mail}}
        <h2 style="font-size:17px">{{section_title}}</h2>
        {{#blocks}}
        {{#elements}}{{> mail-element}}{{/elements}}
        {{#figures}}<p style="margin:6px 0"><b>{{figure_title}}.</b> {{message}}</p>
        {{/figures}}
        {{#multiples}}{{#figures}}<p style="margin:6px 0"><b>{{figure_title}}.</b> {{message}}</p>
        {{/figures}}{{/multiples}}
        {{#lanes}}{{> mail-lanes}}{{/lanes}}
        {{/blocks}}
        {{/is_in_mail}}
        {{/sections}}
        {{#foot}}<p style="color:#565d65;font-size:13px">{{.}}</p>
        {{/foot}}
        </body>
        </html>

        """

    private static let mailElement = """
        {{#heading}}<h3 style="font-size:15px">{{.}}</h3>{{/heading}}\
        {{#paragraph}}<p style="margin:6px 0">{{.}}</p>{{/paragraph}}\
        {{#detail}}<p style="margin:6px 0;color:#565d65">{{.}}</p>{{/detail}}\
        {{#strong}}<p style="margin:6px 0;font-weight:bold">{{.}}</p>{{/strong}}\
        {{#list}}<ul>{{#points}}<li>{{.}}</li>{{/points}}</ul>{{/list}}\
        {{#table}}{{> mail-table}}{{/table}}

        """

    private static let mailTable = """
        <table cellspacing="0" cellpadding="4" style="font-size:14px;border-collapse:collapse">
        {{#has_titles}}<tr>{{#titles}}<th align="left" style="color:#565d65;border-bottom:1px solid #d5dadf">{{text}}</th>{{/titles}}</tr>{{/has_titles}}
        {{#rows}}<tr>{{#cells}}<td valign="top">{{text}}</td>{{/cells}}</tr>
        {{/rows}}
        </table>{{#rest}}<p>{{.}}</p>{{/rest}}

        """

    private static let mailLanes = """
        <p style="margin:6px 0"><b>{{figure_title}}.</b> {{message}}</p>
        <table cellspacing="0" cellpadding="2" width="100%" style="font-size:13px">
        {{#rows}}
        <tr><td width="18%">{{name}}</td><td><table cellspacing="0" cellpadding="0" width="100%"><tr>\
        {{#parts}}<td width="{{width}}" height="12" bgcolor="{{color}}" style="font-size:1px;line-height:12px">&nbsp;</td>{{/parts}}</tr></table></td>\
        <td width="10%" align="right">{{value}}</td></tr>
        {{/rows}}
        </table>
        <p style="color:#565d65;font-size:13px">{{#legend}}<span style="background:{{color}}">&nbsp;&nbsp;&nbsp;</span> {{label}} &nbsp; {{/legend}}</p>
        {{#remark}}<p style="color:#565d65;font-size:13px">{{.}}</p>{{/remark}}

        """
}
