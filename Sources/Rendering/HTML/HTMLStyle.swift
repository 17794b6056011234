/// How pages look. The colours are of a palette that colour-blind readers tell apart (Okabe and Ito 2008), the text on them has the
/// contrast that WCAG 2.2 asks for at level AA; patterns tell apart what colours alone would not.
enum HTMLStyle {
    static let text = """
        :root{--paper:#fff;--ink:#1c2126;--soft:#565d65;--line:#d5dadf;--up:#cfd8d3;--bad:#b83a00;--plan:#8fbfe0;--off:#eef0f2;\
        --unknown:#8a7a00;--now:#005a9c;--band:#b9d3e8;--old:#6b737b;--good:#00704f}
        @media (prefers-color-scheme:dark){:root{--paper:#14181c;--ink:#e8ebee;--soft:#a9b1b9;--line:#3a4148;--up:#3d4a44;--bad:#ff8a4c;\
        --plan:#3f6f94;--off:#20262b;--unknown:#d8c34a;--now:#7cc0f5;--band:#2b4a63;--old:#9aa3ab;--good:#5cc9a4}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:100rem;padding:1rem 1.25rem 3rem;background:var(--paper);color:var(--ink);\
        font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
        h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0}
        h2{font-size:1.15rem;margin:2rem 0 .5rem;border-top:1px solid var(--line);padding-top:.75rem}
        h3{font-size:1rem;margin:1.25rem 0 .25rem}
        p,ul{margin:.4rem 0;max-width:46rem;overflow-wrap:anywhere}
        header p{font-size:1.05rem}
        a{color:var(--now)}
        td a{white-space:nowrap}
        nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;font-size:.875rem}
        .strong{font-weight:600}
        .detail,figcaption,footer,.legend{color:var(--soft);font-size:.875rem}
        figcaption{margin:0 0 .35rem;max-width:46rem}
        figcaption b{color:var(--ink)}
        figure{margin:1rem 0}
        .multiples{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,22rem),1fr));gap:1rem 2rem}
        .multiples figure{margin:.5rem 0}
        .multiples svg,figure>svg{display:block;width:100%;max-width:34rem;height:auto}
        .scroll{overflow-x:auto;max-width:100%}
        table{border-collapse:collapse;font-size:.875rem;margin:.4rem 0;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:.2rem .9rem .2rem 0;vertical-align:top}
        th{color:var(--soft);font-weight:600;border-bottom:1px solid var(--line)}
        tr:target td,.lane:target .name{background:var(--off)}
        .number{text-align:right}
        tr.note td{color:var(--soft);padding-left:1rem}
        summary{cursor:pointer;color:var(--soft);font-size:.875rem;padding:.15rem 0}
        .folded>summary{color:var(--ink);font-size:1rem;font-weight:600}
        .axis{position:relative;height:1.3rem;margin:0 5.5rem 0 9.5rem;font-size:.75rem;color:var(--soft)}
        .axis span{position:absolute;white-space:nowrap;border-left:1px solid var(--line);padding-left:.25rem}
        .lane{display:grid;grid-template-columns:9rem 1fr 5rem;gap:.5rem;align-items:center;margin:2px 0;font-size:.8125rem}
        .lane .name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
        .lane svg{width:100%;height:16px;display:block}
        .lane svg .bad{stroke:var(--bad);stroke-width:1;vector-effect:non-scaling-stroke}
        .lane .value{text-align:right;font-variant-numeric:tabular-nums}
        .legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;padding:0;margin:.5rem 0}
        .legend svg{width:14px;height:10px;margin-right:.35rem;vertical-align:-1px}
        svg .up{fill:var(--up)}svg .bad{fill:var(--bad)}svg .plan{fill:var(--plan)}svg .off{fill:var(--off)}
        svg .unknown{fill:url(#hatched)}svg .assumed{fill:url(#dotted)}svg .frame{fill:none;stroke:var(--soft);stroke-width:1}
        svg .hatch-line{stroke:var(--unknown);stroke-width:2}svg .dot-mark{fill:var(--ink)}svg .paper{fill:var(--paper)}
        svg .good{fill:var(--good)}svg .now-fill{fill:var(--now)}svg .band{fill:var(--band);opacity:.75}svg .old-band{fill:var(--line);opacity:.75}
        svg .now{fill:none;stroke:var(--now);stroke-width:2}svg .old{fill:none;stroke:var(--old);stroke-width:2;stroke-dasharray:5 3}
        svg .grid{stroke:var(--line);stroke-width:1;fill:none}svg .goal{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:2 3;fill:none}
        svg .change{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:6 3;fill:none}
        svg .change-fill{fill:var(--ink)}svg .worse{fill:none;stroke:var(--bad);stroke-width:2}
        svg .worse-dots{fill:none;stroke:var(--bad);stroke-width:8;stroke-linecap:round}
        svg .dots{fill:none;stroke:var(--old);stroke-width:3;stroke-linecap:round;opacity:.55}
        svg .now-dots{fill:none;stroke:var(--now);stroke-width:6;stroke-linecap:round}
        svg text{fill:var(--ink);font-size:12px}svg text.soft{fill:var(--soft)}
        .heat-1{fill:var(--band);opacity:.35}.heat-2{fill:var(--band)}.heat-3{fill:var(--now);opacity:.65}.heat-4{fill:var(--now)}
        @media (max-width:40rem){body{padding:.75rem}.axis{margin:0 4rem 0 6.5rem}.lane{grid-template-columns:6rem 1fr 3.5rem}\
        .axis span:nth-child(even){display:none}}
        @media print{@page{size:A4;margin:12mm}:root{--paper:#fff;--ink:#000;--soft:#444}body{padding:0;font-size:11px;max-width:none}\
        details,nav{display:none}section{break-inside:auto}figure,tr{break-inside:avoid}h2{margin:.8rem 0 .3rem;break-after:avoid}\
        .multiples{grid-template-columns:repeat(3,1fr);gap:.4rem 1rem}.scroll{overflow:visible}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
        """

    /// The colour of a class where there is no style sheet; white where nothing is drawn.
    static func mailColor(of name: String?) -> String {
        switch name {
        case "up": "#cfd8d3"
        case "assumed": "#b9c7c0"
        case "bad": "#b83a00"
        case "plan": "#8fbfe0"
        case "off": "#eef0f2"
        case "unknown": "#e0d58a"
        case "now-fill": "#005a9c"
        default: "#ffffff"
        }
    }

    /// What the drawings of a page fill with.
    static let patterns = """
        <svg width="0" height="0" aria-hidden="true" focusable="false" style="position:absolute"><defs>\
        <pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
        <rect class="paper" width="6" height="6"/><line class="hatch-line" x1="1" y1="0" x2="1" y2="6"/></pattern>\
        <pattern id="dotted" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="up" width="6" height="6"/>\
        <circle class="dot-mark" cx="3" cy="3" r="1"/></pattern></defs></svg>
        """
}
