//! Content streams: which glyph stands where, and which horizontal lines are drawn.

use std::collections::HashMap;
use std::rc::Rc;

use hayro::hayro_syntax::content::TypedIter;
use hayro::hayro_syntax::content::ops::TypedInstruction as Op;
use hayro::hayro_syntax::object::{Array, Dict, Name, Number, Object, ObjectIdentifier, String as PdfString};
use hayro::hayro_syntax::page::{Page, Resources};
use hayro::vello_cpu::kurbo::{Affine, BezPath, PathSeg, Point, Rect, Shape};

use super::font::Font;
use super::structure::text_string;
use super::{Picture, Rule};

/// Millimetres in one point.
pub const MM_PER_PT: f64 = 25.4 / 72.0;

/// Filled boxes up to this height are horizontal lines, mm.
const MAX_RULE_HEIGHT: f64 = 1.0;

/// What a page draws, in the order of drawing.
#[derive(Default)]
pub struct Content {
    pub glyphs: Vec<Glyph>,
    /// From top to bottom and then from left to right.
    pub rules: Vec<Rule>,
    /// In the order of drawing.
    pub pictures: Vec<Picture>,
}

/// A glyph on a page; lengths as in the parent module.
pub struct Glyph {
    /// What a viewer copies: `ActualText` if there is any, otherwise the same as `mapped`. The
    /// first glyph inside an `ActualText` has all of it, the others have nothing.
    pub text: String,
    /// The characters that the font gives the glyph.
    pub mapped: String,
    pub x0: f64,
    pub x1: f64,
    pub y: f64,
    pub size: f64,
    pub font: Rc<str>,
    pub black: bool,
    /// Which text object of the page (`BT … ET`) shows the glyph.
    pub object: usize,
    /// The marked content that the structure tree refers to.
    pub mcid: Option<i32>,
}

/// Reads the content of a page.
pub fn read(page: &Page<'_>) -> Content {
    let area = page.intersected_crop_box();
    let to_mm = Affine::scale_non_uniform(MM_PER_PT, -MM_PER_PT);
    let mut interpreter = Interpreter {
        state: State::new(to_mm * Affine::translate((-area.x0, -area.y1))),
        saved: Vec::new(),
        text_matrix: Affine::IDENTITY,
        line_matrix: Affine::IDENTITY,
        text_objects: 0,
        path: BezPath::new(),
        marks: Vec::new(),
        fonts: HashMap::new(),
        content: Content::default(),
    };
    interpreter.run(page.page_stream().unwrap_or_default(), page.resources());
    let mut content = interpreter.content;
    content.rules.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    content
}

/// The part of the graphics state that matters here.
#[derive(Clone)]
struct State {
    /// From user space to millimetres on the page.
    matrix: Affine,
    black: bool,
    opaque: bool,
    line_width: f64,
    font: Option<Rc<Font>>,
    font_size: f64,
}

impl State {
    fn new(matrix: Affine) -> State {
        let (black, opaque) = (true, true);
        State { matrix, black, opaque, line_width: 1.0, font: None, font_size: 0.0 }
    }
}

/// An open marked-content sequence.
#[derive(Default)]
struct Mark {
    mcid: Option<i32>,
    /// `Some("")` once a glyph has taken the text.
    actual_text: Option<String>,
}

struct Interpreter {
    state: State,
    saved: Vec<State>,
    text_matrix: Affine,
    line_matrix: Affine,
    text_objects: usize,
    path: BezPath,
    marks: Vec<Mark>,
    fonts: HashMap<ObjectIdentifier, Rc<Font>>,
    content: Content,
}

impl Interpreter {
    fn run(&mut self, stream: &[u8], resources: &Resources<'_>) {
        let mut operations = TypedIter::new(stream);
        while let Some(op) = operations.next() {
            self.graphics_operator(&op, resources);
            self.text_operator(&op, resources);
            self.path_operator(&op);
            self.mark_operator(&op, resources);
        }
    }

    fn graphics_operator(&mut self, op: &Op<'_, '_>, resources: &Resources<'_>) {
        match op {
            Op::SaveState(_) => self.saved.push(self.state.clone()),
            Op::RestoreState(_) => self.state = self.saved.pop().expect("q and Q are balanced"),
            Op::Transform(m) => self.state.matrix *= affine([m.0, m.1, m.2, m.3, m.4, m.5]),
            Op::LineWidth(width) => self.state.line_width = width.0.as_f64(),
            Op::SetGraphicsState(name) => {
                let state = resources.get_ext_g_state(name.0).expect("a graphics state is defined");
                if let Some(opacity) = state.get::<f64>("ca") {
                    self.state.opaque = opacity > 0.999;
                }
            }
            Op::ColorSpaceNonStroke(_) => self.state.black = true,
            Op::NonStrokeColor(color) => self.state.black = is_black(&color.0),
            Op::NonStrokeColorNamed(color) => {
                self.state.black = color.1.is_none() && is_black(&color.0);
            }
            Op::NonStrokeColorDeviceGray(g) => self.state.black = is_black(&[g.0]),
            Op::NonStrokeColorDeviceRgb(c) => self.state.black = is_black(&[c.0, c.1, c.2]),
            Op::NonStrokeColorCmyk(c) => self.state.black = is_black(&[c.0, c.1, c.2, c.3]),
            Op::XObject(name) => self.draw_form(name.0, resources),
            _ => {}
        }
    }

    fn draw_form(&mut self, name: &Name<'_>, resources: &Resources<'_>) {
        let form = resources.get_x_object(name).expect("a drawn object is defined");
        if form.dict().get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_str() == "Image") {
            let corners = [Point::ORIGIN, Point::new(1.0, 1.0)].map(|corner| self.state.matrix * corner);
            let area = Rect::from_points(corners[0], corners[1]);
            let transparent = form.dict().contains_key("SMask");
            let Rect { x0, x1, y0, y1 } = area;
            self.content.pictures.push(Picture { x0, x1, y0, y1, transparent });
        }
        if form.dict().get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_str() == "Form") {
            let saved = self.state.clone();
            if let Some(matrix) = form.dict().get::<[f64; 6]>("Matrix") {
                self.state.matrix *= Affine::new(matrix);
            }
            let data = form.decoded().expect("a form can be decoded");
            let own = form.dict().get::<Dict<'_>>("Resources").unwrap_or_default();
            self.run(&data, &Resources::from_parent(own, resources.clone()));
            self.state = saved;
        }
    }

    fn text_operator(&mut self, op: &Op<'_, '_>, resources: &Resources<'_>) {
        match op {
            Op::BeginText(_) => {
                self.set_text_matrix(Affine::IDENTITY);
                self.text_objects += 1;
            }
            Op::SetTextMatrix(m) => {
                self.set_text_matrix(affine([m.0, m.1, m.2, m.3, m.4, m.5]));
            }
            Op::NextLine(by) => {
                let step = Affine::translate((by.0.as_f64(), by.1.as_f64()));
                self.set_text_matrix(self.line_matrix * step);
            }
            Op::TextFont(font) => {
                self.state.font = Some(self.font(font.0, resources));
                self.state.font_size = font.1.as_f64();
            }
            Op::ShowText(string) => self.show(string.0),
            Op::ShowTexts(items) => self.show_positioned(items.0),
            Op::CharacterSpacing(_)
            | Op::WordSpacing(_)
            | Op::HorizontalScaling(_)
            | Op::TextLeading(_)
            | Op::TextRise(_)
            | Op::NextLineAndSetLeading(_)
            | Op::NextLineUsingLeading(_)
            | Op::NextLineAndShowText(_)
            | Op::ShowTextWithParameters(_) => panic!("unsupported text operator {op:?}"),
            _ => {}
        }
    }

    fn set_text_matrix(&mut self, matrix: Affine) {
        self.text_matrix = matrix;
        self.line_matrix = matrix;
    }

    fn font(&mut self, name: &Name<'_>, resources: &Resources<'_>) -> Rc<Font> {
        let dict = resources.get_font(name).expect("a used font is defined");
        let id = dict.obj_id().expect("a font is an indirect object");
        self.fonts.entry(id).or_insert_with(|| Rc::new(Font::read(&dict))).clone()
    }

    fn show_positioned(&mut self, items: &Array<'_>) {
        for item in items.iter::<Object<'_>>() {
            match item {
                Object::String(string) => self.show(&string),
                Object::Number(back) => self.advance(-back.as_f64() / 1000.0),
                other => panic!("{other:?} among shown strings"),
            }
        }
    }

    fn show(&mut self, string: &PdfString<'_>) {
        let font = self.state.font.clone().expect("a font is set before text is shown");
        for (mapped, advance) in font.glyphs(string) {
            let start = self.text_origin();
            self.advance(advance);
            let glyph = Glyph {
                text: self.copied(&mapped),
                mapped,
                x0: start.x,
                x1: self.text_origin().x,
                y: start.y,
                size: self.state.font_size * scale(self.state.matrix * self.text_matrix),
                font: font.name.clone(),
                black: self.state.black && self.state.opaque,
                object: self.text_objects,
                mcid: self.marks.iter().rev().find_map(|mark| mark.mcid),
            };
            self.content.glyphs.push(glyph);
        }
    }

    /// Moves to the right by a number of em.
    fn advance(&mut self, em: f64) {
        self.text_matrix *= Affine::translate((em * self.state.font_size, 0.0));
    }

    /// mm.
    fn text_origin(&self) -> Point {
        self.state.matrix * self.text_matrix * Point::ORIGIN
    }

    /// The text that a viewer copies for a glyph.
    fn copied(&mut self, mapped: &str) -> String {
        match self.marks.iter_mut().find_map(|mark| mark.actual_text.as_mut()) {
            Some(text) => std::mem::take(text),
            None => mapped.to_owned(),
        }
    }

    fn path_operator(&mut self, op: &Op<'_, '_>) {
        match op {
            Op::MoveTo(p) => self.path.move_to(point(p.0, p.1)),
            Op::LineTo(p) => self.path.line_to(point(p.0, p.1)),
            Op::CubicTo(p) => {
                self.path.curve_to(point(p.0, p.1), point(p.2, p.3), point(p.4, p.5));
            }
            Op::ClosePath(_) => self.path.close_path(),
            Op::StrokePath(_) => self.stroke(),
            Op::FillPathNonZero(_) | Op::FillPathEvenOdd(_) => self.fill(),
            Op::FillAndStrokeNonZero(_) | Op::FillAndStrokeEvenOdd(_) => self.stroke(),
            Op::EndPath(_) => self.path = BezPath::new(),
            Op::CubicStartTo(_)
            | Op::CubicEndTo(_)
            | Op::RectPath(_)
            | Op::CloseAndStrokePath(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => panic!("unsupported path operator {op:?}"),
            _ => {}
        }
    }

    fn stroke(&mut self) {
        let thickness = self.state.line_width * scale(self.state.matrix);
        let path = self.state.matrix * std::mem::take(&mut self.path);
        for segment in path.segments() {
            if let PathSeg::Line(line) = segment
                && (line.p0.y - line.p1.y).abs() < 0.001
                && line.p0.x != line.p1.x
            {
                let (x0, x1) = (line.p0.x.min(line.p1.x), line.p0.x.max(line.p1.x));
                self.content.rules.push(Rule { x0, x1, y: line.p0.y, thickness });
            }
        }
    }

    fn fill(&mut self) {
        let path = self.state.matrix * std::mem::take(&mut self.path);
        let bounds = path.bounding_box();
        if bounds.height() <= MAX_RULE_HEIGHT && bounds.height() < bounds.width() {
            let thickness = bounds.height() / MM_PER_PT;
            let (x0, x1, y) = (bounds.x0, bounds.x1, bounds.center().y);
            self.content.rules.push(Rule { x0, x1, y, thickness });
        }
    }

    fn mark_operator(&mut self, op: &Op<'_, '_>, resources: &Resources<'_>) {
        match op {
            Op::BeginMarkedContent(_) => self.marks.push(Mark::default()),
            Op::BeginMarkedContentWithProperties(mark) => {
                let properties = match mark.1 {
                    Object::Dict(dict) => dict.clone(),
                    Object::Name(name) => resources.properties.get(name).unwrap_or_default(),
                    other => panic!("{other:?} as properties of marked content"),
                };
                let actual_text = properties.get::<PdfString<'_>>("ActualText");
                self.marks.push(Mark {
                    mcid: properties.get::<i32>("MCID"),
                    actual_text: actual_text.map(|text| text_string(&text)),
                });
            }
            Op::EndMarkedContent(_) => {
                self.marks.pop().expect("marked content is begun before it ends");
            }
            _ => {}
        }
    }
}

fn affine(numbers: [Number; 6]) -> Affine {
    Affine::new(numbers.map(|number| number.as_f64()))
}

fn point(x: Number, y: Number) -> Point {
    Point::new(x.as_f64(), y.as_f64())
}

/// How many points high something one unit high becomes on the page.
fn scale(matrix: Affine) -> f64 {
    let [_, _, c, d, _, _] = matrix.as_coeffs();
    c.hypot(d) / MM_PER_PT
}

/// Whether colour components are black in a grey, RGB or CMYK colour space.
fn is_black(components: &[Number]) -> bool {
    let none = |number: &Number| number.as_f64() < 0.001;
    match components {
        [_] | [_, _, _] => components.iter().all(none),
        [colours @ .., black] => colours.len() == 3 && colours.iter().all(none) && black.as_f64() > 0.999,
        [] => false,
    }
}
