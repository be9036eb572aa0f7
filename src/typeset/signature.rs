//! Keeps lines of text with the signature: no signature stands alone on a page.
//!
//! Most documents need nothing. Where the signature block stands on a page with fewer than two
//! lines of text, the layout runs once more with the text parted at a measured line.

use super::frames::{Line, lines};
use crate::{standard::STANDARD, van_ban::VanBan};
use typst_layout::PagedDocument;

/// Where the text goes on on the signature's page: before byte `at` of a block's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Split {
    /// The block's number.
    pub block: usize,
    /// The byte of its joined runs; 0 for the whole block.
    pub at: usize,
}

/// The split that the pages need, if any.
pub(super) fn split(document: &PagedDocument, van_ban: &VanBan) -> Option<Split> {
    let lines = lines(document);
    let page = lines.iter().find(|line| line.block == Some(van_ban.noi_nhan.id))?.page;
    let is_body = |line: &&Line| line.block.is_some_and(|id| van_ban.than.iter().any(|b| b.id == id));
    let body: Vec<&Line> = lines.iter().filter(is_body).collect();
    let wanted = STANDARD.bo_cuc["dong_cung_chu_ky"] as usize;
    let there = body.iter().filter(|line| line.page == page).count();
    if page == 0 || there >= wanted {
        return None;
    }
    let keep = (wanted..=body.len()).find(|keep| may_part(&body, body.len() - keep, van_ban))?;
    let first = body.len() - keep;
    (first > 0).then(|| split_at(van_ban, &body, first))
}

/// Whether the text may go on on a new page with line `first`.
fn may_part(body: &[&Line], first: usize, van_ban: &VanBan) -> bool {
    let wanted = STANDARD.bo_cuc["dong_cung_chu_ky"] as usize;
    let block = body[first].block;
    let before = body[..first].iter().rev().take_while(|line| line.block == block).count();
    let after = body[first..].iter().take_while(|line| line.block == block).count();
    let within = before > 0;
    let after_heading = first > 0 && !within && {
        let last = body[first - 1].block.and_then(|id| van_ban.block(id));
        last.is_some_and(|block| block.heading.is_some())
    };
    !after_heading && (!within || (before >= wanted && after >= wanted))
}

/// The byte at which a line begins: as many letters into its block as stand on the lines before.
fn split_at(van_ban: &VanBan, body: &[&Line], first: usize) -> Split {
    let block = body[first].block.unwrap_or_default();
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let before = body[..first].iter().filter(|line| line.block == Some(block));
    let count: usize = before.map(|line| letters(&line.text)).sum();
    let text: String = van_ban
        .block(block)
        .map_or_else(String::new, |block| block.runs.iter().map(|run| run.text.as_str()).collect());
    let mut visible = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let at = visible.nth(count).map_or(text.len(), |(at, _)| at);
    Split { block, at: if count == 0 { 0 } else { at } }
}
