//! The order of the list: all incidents of the visible layers, sorted by a worker once for a column, whatever filter and window say.

use std::sync::{Arc, Weak};

use super::{Command, LayerId, RowRef, SortBy, State};
use crate::domain::{Lang, fold};
use crate::store::Store;

/// What an order depends on.
#[derive(Clone)]
pub struct ListOrderKey {
    /// Weak, so that an edit finds the store its own.
    stores: Vec<(LayerId, Weak<Store>)>,
    by: SortBy,
    lang: Lang,
}

impl PartialEq for ListOrderKey {
    fn eq(&self, other: &Self) -> bool {
        let stores = self.stores.iter().zip(&other.stores);
        (self.by, &self.lang, self.stores.len()) == (other.by, &other.lang, other.stores.len()) && { stores }
            .all(|((id, store), (other_id, other))| id == other_id && Weak::ptr_eq(store, other))
    }
}

impl ListOrderKey {
    pub fn of(state: &State) -> Self {
        let visible = state.layers.iter().filter(|layer| layer.is_visible);
        let stores = visible.map(|layer| (layer.id, Arc::downgrade(&layer.store))).collect();
        Self { stores, by: state.view.sort.by, lang: Lang::new(state.view.content_lang().tag()) }
    }

    pub fn num_rows(&self) -> usize {
        self.stores().map(|(_, store)| store.len()).sum()
    }

    /// Those that are still there; a layer that is gone has another key.
    fn stores(&self) -> impl Iterator<Item = (LayerId, Arc<Store>)> + '_ {
        self.stores.iter().filter_map(|(id, store)| Some((*id, store.upgrade()?)))
    }

    /// Sorts; what is alike stands as in the file.
    pub fn sorted(self) -> Command {
        let lang = &self.lang;
        let rows = match self.by {
            SortBy::Time => self.sorted_by(Store::sort_time),
            SortBy::Title => self.sorted_by(|store, row| fold(&store.title(row, lang))),
            SortBy::Category => self.sorted_by(|store, row| store.category(row).to_owned()),
            SortBy::Place => self.sorted_by(|store, row| fold(&store.place_name(row, lang))),
            SortBy::Source => self.sorted_by(|store, row| store.first_source(row, lang).to_owned()),
            SortBy::Layer => self.sorted_by(|_, _| ()),
        };
        Command::ListSorted(Box::new(ListOrder { rows: Arc::new(rows), key: Some(self) }))
    }

    fn sorted_by<K: Ord>(&self, key: impl Fn(&Store, u32) -> K) -> Vec<RowRef> {
        let mut keyed: Vec<(K, LayerId, u64, u32)> = Vec::with_capacity(self.num_rows());
        for (id, store) in self.stores() {
            keyed.extend((0..store.len() as u32).map(|row| (key(&store, row), id, store.index(row), row)));
        }
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, layer, _, row)| RowRef { layer, row }).collect()
    }
}

/// Rows in ascending order.
#[derive(Clone, Default)]
pub struct ListOrder {
    pub rows: Arc<Vec<RowRef>>,
    pub key: Option<ListOrderKey>,
}
