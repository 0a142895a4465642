"""Plots on two logarithmic scales, as SVG: the same numbers give the same bytes."""

import dataclasses
import math
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 320, 270  # of a panel
LEFT, RIGHT, TOP, BOTTOM = 56, 34, 74, 46  # its margins

STYLE = """\
svg { background: #ffffff; color: #24292f; }
text { font: 12px sans-serif; fill: currentColor; }
.head { font-weight: bold; }
.grid { stroke: currentColor; stroke-opacity: 0.15; }
.linear { stroke: currentColor; stroke-opacity: 0.5; stroke-dasharray: 4 4; fill: none; }
.c0 { stroke: #0969da; fill: #0969da; }
.c1 { stroke: #bc4c00; fill: #bc4c00; }
.c2 { stroke: #1a7f37; fill: #1a7f37; }
path { fill: none; stroke-width: 2; }
path.c0, path.c1, path.c2 { fill: none; }
text.c0, text.c1, text.c2 { stroke: none; }
@media (prefers-color-scheme: dark) {
  svg { background: #0d1117; color: #e6edf3; }
  .c0 { stroke: #58a6ff; fill: #58a6ff; }
  .c1 { stroke: #f0883e; fill: #f0883e; }
  .c2 { stroke: #3fb950; fill: #3fb950; }
}"""


@dataclasses.dataclass(frozen=True)
class Line:
    name: str  # lines of one name have one colour
    points: tuple  # of (x, y), both above 0
    label: str


@dataclasses.dataclass(frozen=True)
class Panel:
    title: str  # what goes up
    below: str  # what goes to the right
    lines: tuple
    linear: bool  # whether to draw what linear growth would be


def decades(values):
    """The powers of ten that enclose the values: at least one apart."""
    least, most = math.floor(math.log10(min(values)) + 1e-9), math.ceil(math.log10(max(values)) - 1e-9)
    return least, max(most, least + 1)


def name_of(power):
    return f"{10 ** power:,}" if power >= 0 else f"{10 ** power:.{-power}f}"


class Scale:
    """From a value to a place between two pixels."""

    def __init__(self, values, begin, end):
        self.least, self.most = decades(values)
        self.begin, self.step = begin, (end - begin) / (self.most - self.least)

    def __call__(self, value):
        return self.begin + (math.log10(value) - self.least) * self.step

    def powers(self):
        return range(self.least, self.most + 1)


def grid(x, y, panel):
    parts = [f'<text class="head" x="{LEFT}" y="20">{escape(panel.title)}</text>']
    top, bottom, left, right = TOP, HEIGHT - BOTTOM, LEFT, WIDTH - RIGHT
    for power in x.powers():
        at = x(10 ** power)
        parts.append(f'<line class="grid" x1="{at:.1f}" y1="{top}" x2="{at:.1f}" y2="{bottom}"/>')
        parts.append(f'<text x="{at:.1f}" y="{bottom + 17}" text-anchor="middle">{name_of(power)}</text>')
    for power in y.powers():
        at = y(10 ** power)
        parts.append(f'<line class="grid" x1="{left}" y1="{at:.1f}" x2="{right}" y2="{at:.1f}"/>')
        parts.append(f'<text x="{left - 7}" y="{at + 4:.1f}" text-anchor="end">{name_of(power)}</text>')
    middle = (left + right) / 2
    parts.append(f'<text x="{middle:.1f}" y="{bottom + 36}" text-anchor="middle">{escape(panel.below)}</text>')
    return parts


def guide(x, y, points):
    """The dashed line of linear growth that ends in the last point, as far down as the panel goes."""
    last_x, last_y = points[-1]
    room = min(math.log10(last_x) - x.least, math.log10(last_y) - y.least)
    first_x, first_y = last_x / 10 ** room, last_y / 10 ** room
    return f'<path class="linear" d="M{x(first_x):.1f} {y(first_y):.1f}L{x(last_x):.1f} {y(last_y):.1f}"/>'


def draw_panel(panel, colours):
    x = Scale([point[0] for line in panel.lines for point in line.points], LEFT, WIDTH - RIGHT)
    y = Scale([point[1] for line in panel.lines for point in line.points], HEIGHT - BOTTOM, TOP)
    parts = grid(x, y, panel)
    if panel.linear:
        parts.append(guide(x, y, panel.lines[0].points))
    for row, line in enumerate(panel.lines):
        colour = f"c{colours.index(line.name)}"
        places = [(x(size), y(value)) for size, value in line.points]
        parts.append(f'<path class="{colour}" d="M' + "L".join(f"{a:.1f} {b:.1f}" for a, b in places) + '"/>')
        parts += [f'<circle class="{colour}" cx="{a:.1f}" cy="{b:.1f}" r="3"/>' for a, b in places]
        parts.append(f'<text class="{colour}" x="{LEFT}" y="{36 + 14 * row}">{escape(line.label)}</text>')
    return parts


def svg(panels, columns):
    """The panels in rows of so many; at most three names of lines."""
    colours = []
    for panel in panels:
        colours += [line.name for line in panel.lines if line.name not in colours]
    rows = -(-len(panels) // columns)
    width, height = columns * WIDTH, rows * HEIGHT
    parts = ['<svg xmlns="http://www.w3.org/2000/svg" '
             f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
             f"<style>\n{STYLE}\n</style>"]
    for number, panel in enumerate(panels):
        column, row = number % columns, number // columns
        parts.append(f'<g transform="translate({column * WIDTH} {row * HEIGHT})">')
        parts += draw_panel(panel, colours)
        parts.append("</g>")
    return "\n".join([*parts, "</svg>", ""])
