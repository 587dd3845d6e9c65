//! Graphs of examples as inline SVG.
//!
//! [`svg`] lays a [`Graph`] out from top to bottom and draws it. Colours are literal in the attributes, so that a picture
//! stands on its own; the classes let a page's theme override them, `data-node` and `data-edge` name the positions.

use std::fmt::Write as _;

use dagre::graph::{Graph as Layout, GraphOptions};
use dagre::layout::types::LabelPos;
use dagre::{EdgeLabel, LayoutOptions, NodeLabel};
use dryrun_engine::{Edge, Graph, Node};

/// Graphs with more nodes are not drawn: layout takes more than linear time.
pub const MOST_NODES: usize = 120;

/// Width of a character of the label's font, and heights, in pixels.
const CHARACTER: f64 = 7.4;
const SMALL_CHARACTER: f64 = 6.0;
const NODE_HEIGHT: f64 = 34.0;
const PADDING: f64 = 26.0;
const MARGIN: f64 = 12.0;

/// The picture; `None` where there is nothing to draw, or too much.
#[must_use]
pub fn svg(graph: &Graph, title: &str) -> Option<String> {
    Pen::default().svg(graph, title)
}

/// Draws graphs one after the other. Those that differ from the one before in nothing but the way taken, as the cases of
/// an example do, are laid out once: that takes longer than everything else.
#[derive(Debug, Default)]
pub struct Pen {
    last: Option<(Graph, Laid)>,
}

impl Pen {
    /// As [`svg`].
    pub fn svg(&mut self, graph: &Graph, title: &str) -> Option<String> {
        if graph.nodes.is_empty() || graph.nodes.len() > MOST_NODES {
            return None;
        }
        let last = self.last.take().filter(|(last, _)| same_shape(last, graph));
        let (_, layout) =
            self.last.insert(last.unwrap_or_else(|| (graph.clone(), laid_out(graph))));
        Some(drawn(graph, layout, title))
    }
}

fn same_shape(one: &Graph, other: &Graph) -> bool {
    let nodes = one.nodes.iter().map(|node| (&node.label, node.inside));
    let edges = one.edges.iter().map(|edge| (edge.from, edge.to, &edge.label));
    nodes.eq(other.nodes.iter().map(|node| (&node.label, node.inside)))
        && edges.eq(other.edges.iter().map(|edge| (edge.from, edge.to, &edge.label)))
}

fn drawn(graph: &Graph, layout: &Laid, title: &str) -> String {
    let mut body = String::new();
    let arrow = arrow(title);
    for (at, node) in graph.nodes.iter().enumerate().filter(|(at, _)| holds_others(graph, *at)) {
        draw_group(&mut body, layout, at, node);
    }
    for (at, edge) in graph.edges.iter().enumerate() {
        draw_edge(&mut body, layout, at, edge, &arrow);
    }
    for (at, node) in graph.nodes.iter().enumerate().filter(|(at, _)| !holds_others(graph, *at)) {
        draw_node(&mut body, layout, at, node);
    }
    let (width, height) = size(graph, layout);
    format!(
        "<svg class=\"dryrun-graph\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" \
         xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"13\">\
         <defs><marker id=\"{arrow}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" \
         orient=\"auto\"><path class=\"arrow\" d=\"M0 0L8 4L0 8z\" fill=\"#888888\"/></marker></defs>{body}</svg>",
        escaped(title)
    )
}

/// The name of the arrow's marker: pictures of one page must not share it, for one may be hidden.
fn arrow(title: &str) -> String {
    let letters = title.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    format!("dryrun-arrow-{}", letters.collect::<String>())
}

type Laid = Layout<NodeLabel, EdgeLabel>;

fn name(at: usize) -> String {
    format!("n{at}")
}

fn holds_others(graph: &Graph, at: usize) -> bool {
    graph.nodes.iter().any(|node| node.inside == Some(at))
}

fn width(text: &str, character: f64) -> f64 {
    // Labels are short; a float holds their length exactly.
    text.chars().fold(0.0, |width, _| width + character)
}

fn laid_out(graph: &Graph) -> Laid {
    let mut layout =
        Laid::with_options(GraphOptions { directed: true, multigraph: true, compound: true });
    for (at, node) in graph.nodes.iter().enumerate() {
        let label = NodeLabel {
            width: (width(&node.label, CHARACTER) + PADDING).max(56.0),
            height: NODE_HEIGHT,
            ..NodeLabel::default()
        };
        layout.set_node(name(at), Some(label));
    }
    for (at, node) in graph.nodes.iter().enumerate() {
        if let Some(outer) = node.inside {
            layout.set_parent(&name(at), Some(&name(outer)));
        }
    }
    for (at, edge) in graph.edges.iter().enumerate() {
        let wide = width(&edge.label, SMALL_CHARACTER);
        let high = if edge.label.is_empty() { 0.0 } else { 16.0 };
        let label = EdgeLabel {
            width: wide,
            height: high,
            labelpos: LabelPos::Center,
            ..EdgeLabel::default()
        };
        layout.set_edge(name(edge.from), name(edge.to), Some(label), Some(&at.to_string()));
    }
    dagre::layout(
        &mut layout,
        Some(LayoutOptions {
            nodesep: 36.0,
            ranksep: 34.0,
            edgesep: 14.0,
            marginx: MARGIN,
            marginy: MARGIN,
            ..Default::default()
        }),
    );
    layout
}

fn size(graph: &Graph, layout: &Laid) -> (f64, f64) {
    let nodes = (0..graph.nodes.len()).filter_map(|at| layout.node(&name(at)));
    let corners = nodes.map(|node| {
        (
            node.x.unwrap_or_default() + node.width / 2.0,
            node.y.unwrap_or_default() + node.height / 2.0,
        )
    });
    let (mut wide, mut high) =
        corners.fold((0.0_f64, 0.0_f64), |(wide, high), (x, y)| (wide.max(x), high.max(y)));
    for (at, edge) in graph.edges.iter().enumerate() {
        let Some(label) = layout.edge(&name(edge.from), &name(edge.to), Some(&at.to_string()))
        else {
            continue;
        };
        for point in &label.points {
            wide = wide.max(point.x);
            high = high.max(point.y);
        }
        wide = wide.max(label.x.unwrap_or_default() + label.width / 2.0);
    }
    (wide + MARGIN, high + MARGIN)
}

fn class(kind: &str, taken: bool) -> String {
    if taken { format!("{kind} taken") } else { kind.to_owned() }
}

fn draw_node(out: &mut String, layout: &Laid, at: usize, node: &Node) {
    let Some(place) = layout.node(&name(at)) else { return };
    let (x, y) = (place.x.unwrap_or_default(), place.y.unwrap_or_default());
    let (left, top) = (x - place.width / 2.0, y - place.height / 2.0);
    let round = if node.kind == "end" || node.kind == "start" { NODE_HEIGHT / 2.0 } else { 5.0 };
    let (fill, stroke) = if node.taken { ("#dcefdc", "#2b7a2b") } else { ("#f4f4f4", "#888888") };
    let _ = write!(
        out,
        "<g class=\"node {}\" data-node=\"{at}\"><rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{round}\" fill=\"{fill}\" stroke=\"{stroke}\"/>\
         <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#222222\">{}</text></g>",
        class(node.kind, node.taken),
        place.width,
        place.height,
        y + 4.5,
        escaped(&node.label)
    );
}

fn draw_group(out: &mut String, layout: &Laid, at: usize, node: &Node) {
    let Some(place) = layout.node(&name(at)) else { return };
    let (left, top) = (
        place.x.unwrap_or_default() - place.width / 2.0,
        place.y.unwrap_or_default() - place.height / 2.0,
    );
    let _ = write!(
        out,
        "<g class=\"group {}\" data-node=\"{at}\"><rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"8\" fill=\"none\" stroke=\"#888888\" stroke-dasharray=\"5 4\"/>\
         <text x=\"{:.1}\" y=\"{:.1}\" fill=\"#666666\" font-size=\"11\">{}</text></g>",
        class(node.kind, node.taken),
        place.width,
        place.height,
        left + 8.0,
        top + 15.0,
        escaped(&node.label)
    );
}

fn draw_edge(out: &mut String, layout: &Laid, at: usize, edge: &Edge, arrow: &str) {
    let Some(label) = layout.edge(&name(edge.from), &name(edge.to), Some(&at.to_string())) else {
        return;
    };
    let (stroke, wide) = if edge.taken { ("#2b7a2b", "2") } else { ("#888888", "1.2") };
    let dashes = if edge.kind == "catch" { " stroke-dasharray=\"4 3\"" } else { "" };
    let mut path = String::new();
    for (index, point) in label.points.iter().enumerate() {
        let _ = write!(path, "{}{:.1} {:.1}", if index == 0 { "M" } else { "L" }, point.x, point.y);
    }
    let _ = write!(
        out,
        "<g class=\"edge {}\" data-edge=\"{at}\"><path d=\"{path}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{wide}\" stroke-linejoin=\"round\"{dashes} marker-end=\"url(#{arrow})\"/>",
        class(edge.kind, edge.taken)
    );
    if let (false, Some(x), Some(y)) = (edge.label.is_empty(), label.x, label.y) {
        let _ = write!(
            out,
            "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" fill=\"#666666\" font-size=\"11\">{}</text>",
            y + 4.0,
            escaped(&edge.label)
        );
    }
    out.push_str("</g>");
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(label: &str, inside: Option<usize>) -> Node {
        Node { label: label.to_owned(), kind: "task", inside, taken: inside.is_none() }
    }

    fn edge(from: usize, to: usize, label: &str) -> Edge {
        Edge { from, to, label: label.to_owned(), kind: "next", taken: false }
    }

    #[test]
    fn loops_groups_and_markup_are_drawn() {
        let nodes =
            vec![node("A <b>", None), node("B", None), node("Each", None), node("Inner", Some(2))];
        let graph = Graph {
            nodes,
            edges: vec![edge(0, 1, "x < 5"), edge(1, 0, ""), edge(0, 0, "self"), edge(1, 3, "")],
        };
        let drawn = svg(&graph, "a \"graph\"").unwrap();
        assert!(drawn.contains("A &lt;b&gt;") && drawn.contains("x &lt; 5"), "{drawn}");
        assert_eq!(drawn.matches("<path d=\"M").count(), graph.edges.len());
        assert!(!drawn.contains("NaN"), "{drawn}");
    }

    #[test]
    fn a_layout_serves_all_ways_through_it() {
        let nodes = vec![node("A", None), node("B", None)];
        let graph = Graph { nodes, edges: vec![edge(0, 1, "")] };
        let mut taken = graph.clone();
        taken.edges[0].taken = true;
        let mut other = graph.clone();
        other.nodes[1].label.push_str(" and a longer name");
        let mut pen = Pen::default();
        for one in [&graph, &taken, &other, &graph] {
            assert_eq!(pen.svg(one, "g"), svg(one, "g"));
        }
    }

    #[test]
    fn too_much_is_not_drawn() {
        assert_eq!(svg(&Graph::default(), ""), None);
        let nodes = vec![node("A", None); MOST_NODES + 1];
        assert_eq!(svg(&Graph { nodes, edges: Vec::new() }, ""), None);
    }
}
