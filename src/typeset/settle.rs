//! Typst's loop over layouts, begun with a guess.
//!
//! A layout asks its own pages (the header for its page's number), so it is made again until the answers
//! that it was made with are those that its pages give. Typst begins with no answers at all, and makes each
//! document twice. The pages of a document made before answer as well, and most often rightly: the first
//! layout is then the last. Whichever answers it began with, a layout that is taken agrees with itself.

use super::{signature::Split, world::World};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};
use typst::{
    World as _,
    comemo::{Constraint, Track, Tracked},
    diag::SourceResult,
    engine::{Engine, Route, Sink, Traced},
    foundations::{Content, Context, Func, Output, StyleChain, Target, TargetElem},
    introspection::{EmptyIntrospector, Introspector, MAX_ITERS},
    utils::Protected,
};
use typst_layout::{PagedDocument, PagedIntrospector};

/// What tells whether pages of one document may answer for another: how many parts it has, and whether its
/// text is parted.
pub(super) type Shape = (usize, bool);

/// What the latest documents say of the next.
#[derive(Default)]
pub(super) struct Guesses {
    /// The pages of the latest document of each shape.
    pages: Mutex<BTreeMap<Shape, Arc<PagedIntrospector>>>,
    /// Where the latest document of so many parts is parted.
    splits: Mutex<BTreeMap<usize, Split>>,
}

impl Guesses {
    fn get(&self, shape: Shape) -> Option<Arc<PagedIntrospector>> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).get(&shape).cloned()
    }

    fn put(&self, shape: Shape, document: &PagedDocument) {
        let answers = Arc::clone(document.introspector());
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).insert(shape, answers);
    }

    /// Where the next document of so many parts may have to be parted.
    pub(super) fn split(&self, parts: usize) -> Option<Split> {
        self.splits.lock().unwrap_or_else(PoisonError::into_inner).get(&parts).copied()
    }

    /// Where a document of so many parts had to be parted.
    pub(super) fn put_split(&self, parts: usize, split: Option<Split>) {
        let mut splits = self.splits.lock().unwrap_or_else(PoisonError::into_inner);
        match split {
            Some(split) => splits.insert(parts, split),
            None => splits.remove(&parts),
        };
    }

    /// Lays out. An office's own layout may agree with itself in more than one way; it is made as Typst
    /// makes it.
    pub(super) fn lay_out(&self, world: &World, shape: Option<Shape>) -> SourceResult<PagedDocument> {
        let settled = shape.and_then(|shape| self.settled(world, shape));
        settled.map_or_else(|| typst::compile::<PagedDocument>(world).output, Ok)
    }

    /// The layout that agrees with itself; `None` where none did, or where something is wrong with it, which
    /// Typst then says.
    fn settled(&self, world: &World, shape: Shape) -> Option<PagedDocument> {
        let content = evaluated(world)?;
        let guess = self.get(shape);
        let mut document = match &guess {
            Some(guess) => attempt(world, &content, guess.as_ref())?,
            None => attempt(world, &content, &EmptyIntrospector)?,
        };
        for _ in 1..MAX_ITERS {
            if document.agrees {
                if document.again {
                    self.put(shape, &document.pages);
                }
                return Some(document.pages);
            }
            let last = document.pages;
            document = Attempt { again: true, ..attempt(world, &content, last.introspector().as_ref())? };
        }
        None
    }
}

/// A layout, and whether its pages give the answers that it was made with.
struct Attempt {
    pages: PagedDocument,
    agrees: bool,
    again: bool,
}

/// What the layout files make of the data.
fn evaluated(world: &World) -> Option<Content> {
    let (traced, mut sink) = (Traced::default(), Sink::new());
    let function = function(world, &traced, &mut sink)?;
    let none: &dyn Introspector = &EmptyIntrospector;
    let mut engine = engine(world, Protected::new(none.track()), &traced, &mut sink);
    let content = function.call(&mut engine, Context::none().track(), [world.data.clone()]).ok()?;
    content.cast().ok().filter(|_| sink.delayed().is_empty())
}

/// The function that lays a document out.
fn function(world: &World, traced: &Traced, sink: &mut Sink) -> Option<Func> {
    let (file, name) = world.function();
    let source = world.source(file).ok()?;
    let tracked = (world as &dyn typst::World).track();
    let route = Route::default();
    let module =
        typst_eval::eval(tracked, world.library(), traced.track(), sink.track_mut(), route.track(), &source);
    module.ok()?.scope().get(name)?.read().clone().cast().ok()
}

/// One layout with these answers.
fn attempt(world: &World, content: &Content, answers: &dyn Introspector) -> Option<Attempt> {
    let library = world.library();
    let base = StyleChain::new(&library.styles);
    let target = TargetElem::target.set(Target::Paged).wrap();
    let (constraint, traced, mut sink) = (Constraint::new(), Traced::default(), Sink::new());
    let mut engine = engine(world, Protected::new(answers.track_with(&constraint)), &traced, &mut sink);
    let pages = PagedDocument::create(&mut engine, content, base.chain(&target)).ok()?;
    let given: &dyn Introspector = pages.introspector().as_ref();
    let agrees = constraint.validate(given);
    if agrees && !sink.delayed().is_empty() {
        return None;
    }
    Some(Attempt { pages, agrees, again: false })
}

/// What Typst works with.
fn engine<'a>(
    world: &'a World,
    introspector: Protected<Tracked<'a, dyn Introspector + 'a>>,
    traced: &'a Traced,
    sink: &'a mut Sink,
) -> Engine<'a> {
    Engine {
        library: world.library(),
        world: (world as &dyn typst::World).track(),
        introspector,
        traced: traced.track(),
        sink: sink.track_mut(),
        route: Route::default(),
    }
}
