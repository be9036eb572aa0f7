//! Footnotes: where the text calls one, it gets the number of the note, and the note its place.

use super::{block, copies};
use crate::{
    diagnostic::{Diagnostic, Findings, nearest},
    outline::{NOTE_CALL, runs},
    plan::{Plan, Val},
    rules,
    text::{Field, Text, atom_char},
    van_ban::{Block, VanBan},
    words::NOTES,
};
use std::collections::BTreeSet;

/// Puts a sign for note 0, 1, … in place of each call, and the notes behind the document.
pub(super) fn place(plan: &Plan, van_ban: &mut VanBan, findings: &mut Findings) {
    let declared = plan.root.table(NOTES);
    let mut notes: Vec<Block> = Vec::new();
    let mut used = BTreeSet::new();
    for run in van_ban.blocks_mut().flat_map(|block| &mut block.runs) {
        while let Some((before, name, after)) = call(&run.text) {
            let note = declared.get(name.as_str()).and_then(|val| plan.woven(val));
            let sign = atom_char(notes.len()).filter(|_| note.is_some());
            let mut text = before;
            if let (Some(note), Some(sign), Some(place)) = (note, sign, name.span()) {
                text.push(sign.encode_utf8(&mut [0; 4]), place, None);
                notes.push(block("chu_thich", runs(note, Field::Paragraph)));
                used.insert(name.as_str().to_owned());
            } else {
                findings.push(unknown(&name, declared.items.iter().map(|item| item.key.as_str())));
            }
            text.append(&after);
            run.text = text;
        }
    }
    van_ban.chu_thich = notes;
    if copies::is_excerpt(plan) {
        return;
    }
    let unused =
        declared.items.iter().filter(|item| !used.contains(&item.key) && matches!(item.val, Val::Text(_)));
    for item in unused {
        let message = format!("chú thích `{}` chưa được gọi trong văn bản", item.key);
        let label = format!("viết {{{{ chu_thich(\"{}\") }}}} sau chữ được chú thích", item.key);
        findings.push(Diagnostic::new(&rules::CHU_THICH_KHONG_DUNG, item.span, message).label(label));
    }
}

/// The first call of a text: what stands before it, its name, what stands behind it.
fn call(text: &Text) -> Option<(Text, Text, Text)> {
    let [open, close] = NOTE_CALL;
    let string = text.as_str();
    let end = string.find(close)?;
    let start = string[..end].rfind(open)?;
    let name = text.slice(start + open.len_utf8()..end);
    Some((text.slice(0..start), name, text.slice(end + close.len_utf8()..string.len())))
}

fn unknown<'a>(name: &Text, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let near = nearest(name.as_str(), known).map(|near| format!("có phải \"{near}\"?"));
    let message = format!("không có chú thích `{}`", name.as_str());
    Diagnostic::new(&rules::CHU_THICH_LA, name.span(), message)
        .label(near.unwrap_or_default())
        .hint(format!("khai báo trong kế hoạch: chu_thich.{} = \"…\"", name.as_str()))
}
