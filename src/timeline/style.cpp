#include "timeline/drawing.hpp"

namespace camlint {

// Plain colours, twice: many programs that draw SVG know no variables. All of it is below one class, so that
// a page with a drawing in it keeps its own looks.
extern const std::string_view drawing_style{R"(
.camlint{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif}
.camlint .page{fill:#fff}
.camlint .card{fill:#f4f6f8}
.camlint .edge{fill:none;stroke:#c3cad3}
.camlint .grid{fill:none;stroke:#dfe4ea}
.camlint .ink{fill:#1b2430}
.camlint .soft{fill:#566273}
.camlint .bold{font-weight:700}
.camlint .badge{fill:#1b2430}
.camlint .on{fill:#fff}
.camlint .sky{fill:#e6eef7}
.camlint .hill{fill:#d3deea}
.camlint .ground{fill:#c9d4c8}
.camlint .figure{fill:#51647c}
.camlint .gear,.camlint .lock{fill:#222d3b;stroke:#fff;stroke-width:1.5}
.camlint .hole{fill:#fff}
.camlint .detail{stroke:#fff;stroke-width:2}
.camlint .legs{fill:none;stroke:#222d3b;stroke-width:3.5;stroke-linecap:round}
.camlint .shackle{fill:none;stroke:#222d3b;stroke-width:5}
.camlint .rail{stroke:#3c4757;stroke-width:3;stroke-linecap:round}
.camlint .tie{stroke:#96a0ac;stroke-width:4}
.camlint .lens{fill:#fff}
.camlint .ring{fill:none;stroke:#222d3b;stroke-width:3}
.camlint .sign{stroke:#d6450b;stroke-width:4;stroke-linecap:round}
.camlint .move{fill:none;stroke:#d6450b}
.camlint .head{fill:#d6450b;stroke:#fff;stroke-width:1.5;stroke-linejoin:round}
.camlint .halo{fill:none;stroke:#fff;stroke-opacity:.85}
.camlint .sweep{fill:#d6450b;fill-opacity:.16}
.camlint .view{fill:none;stroke:#d6450b;stroke-width:2}
.camlint .past{fill:none;stroke:#d6450b;stroke-width:2;stroke-dasharray:5 4}
.camlint .finder{fill:none;stroke:#d6450b;stroke-width:3.5}
.camlint .wave{fill:none;stroke:#d6450b;stroke-width:3.5;stroke-linejoin:round}
.camlint .share{fill:#3d5a80}
.camlint .other{fill:#6484ad}
.camlint .curve{fill:none;stroke:#d6450b;stroke-width:2.5;stroke-linejoin:round}
.camlint .ghost{opacity:.38}
.camlint .query{fill:#d6450b;font-weight:700}
@media (prefers-color-scheme:dark){
.camlint .page{fill:#12161c}
.camlint .card{fill:#1b212a}
.camlint .edge{stroke:#3d4857}
.camlint .grid{stroke:#2a323d}
.camlint .ink{fill:#eef1f5}
.camlint .soft{fill:#a3afbd}
.camlint .badge{fill:#eef1f5}
.camlint .on{fill:#12161c}
.camlint .sky{fill:#243140}
.camlint .hill{fill:#2d3c4d}
.camlint .ground{fill:#33403a}
.camlint .figure{fill:#93a6bd}
.camlint .gear,.camlint .lock{fill:#e8ecf1;stroke:#12161c}
.camlint .hole{fill:#12161c}
.camlint .detail{stroke:#12161c}
.camlint .legs,.camlint .shackle,.camlint .ring{stroke:#e8ecf1}
.camlint .rail{stroke:#c3cbd5}
.camlint .tie{stroke:#6f7b89}
.camlint .lens{fill:#12161c}
.camlint .sign,.camlint .move,.camlint .view,.camlint .past,.camlint .finder,.camlint .wave{stroke:#ff8a4c}
.camlint .head{fill:#ff8a4c;stroke:#12161c}
.camlint .halo{stroke:#12161c}
.camlint .sweep{fill:#ff8a4c;fill-opacity:.22}
.camlint .query{fill:#ff8a4c}
.camlint .share{fill:#a9c1e2}
.camlint .other{fill:#7f9cc4}
.camlint .curve{stroke:#ff8a4c}
}
)"};

}  // namespace camlint
