//! What an import of people does, in words: to the wizard, when it is done, and in the log.

use crate::text::audit::log_import_new;
use crate::text::audit::log_import_of;
use crate::text::audit::log_import_returns;
use crate::text::audit::log_import_updates;
use crate::text::cleaning::clause_mark;
use crate::text::people::import_done_new;
use crate::text::people::import_done_returns;
use crate::text::people::import_done_updates;
use crate::text::people::import_write_new;
use crate::text::people::import_write_returns;
use crate::text::people::import_write_updates;

/// What an import does or has done: new people, changes of others, and those who are taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// New people.
    pub new: usize,
    /// People who are changed.
    pub updated: usize,
    /// People who come back.
    pub returned: usize,
}

impl Imported {
    /// In words, as far as there are any; `words` are those of each.
    fn told(self, words: [fn(usize) -> String; 3]) -> String {
        let counts = [self.new, self.updated, self.returned];
        let told = counts.into_iter().zip(words).filter(|(count, _)| *count > 0);
        told.map(|(count, words)| words(count)).collect::<Vec<_>>().join(clause_mark())
    }
}

/// What an import is about to do.
pub fn import_write(import: Imported) -> String {
    import.told([import_write_new, import_write_updates, import_write_returns])
}

/// What an import has done.
pub fn import_done(import: Imported) -> String {
    import.told([import_done_new, import_done_updates, import_done_returns])
}

/// The log's sentence for an import.
pub fn log_import(who: &str, import: Imported) -> String {
    log_import_of(who, &import.told([log_import_new, log_import_updates, log_import_returns]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Lang, in_lang};

    #[test]
    fn an_import_is_told_by_what_it_does() {
        let import = Imported { new: 2, updated: 1, returned: 3 };
        let told = |lang, import| in_lang(lang, || [import_write(import), import_done(import)]);
        assert_eq!(
            told(Lang::Zh, import),
            ["导入 2 人，更新 1 人，恢复在职 3 人", "已导入 2 人，已更新 1 人，3 人已恢复在职"]
        );
        let returned = Imported { returned: 1, ..Imported::default() };
        assert_eq!(told(Lang::En, returned), ["Take back 1", "1 person taken back"]);
    }
}
