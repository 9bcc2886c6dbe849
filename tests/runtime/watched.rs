//! A store whose transactions begin once they are let, and are counted.

use dajuan::{
    domain::{client_ref::ClientRef, moment::Moment},
    runtime::ports::{Change, Epoch, Loaded, Store, StoreError},
    storage::memory::Memory,
    stored::row::ItemRow,
};
use std::{cell::Cell, future::poll_fn, rc::Rc, task::Poll};

#[derive(Clone)]
pub struct Watched {
    pub disk: Memory,
    /// Whether writes begin.
    pub lets: Rc<Cell<bool>>,
    pub commits: Rc<Cell<usize>>,
    pub reads: Rc<Cell<usize>>,
    pub leases: Rc<Cell<usize>>,
}

impl Watched {
    pub fn new() -> Self {
        Self {
            disk: Memory::default(),
            lets: Rc::new(Cell::new(true)),
            commits: Rc::default(),
            reads: Rc::default(),
            leases: Rc::default(),
        }
    }
}

fn one_more(of: &Cell<usize>) {
    of.set(of.get() + 1);
}

impl Store for Watched {
    async fn load(&self) -> Result<Loaded, StoreError> {
        one_more(&self.reads);
        self.disk.load().await
    }

    async fn commit(&self, change: Change) -> Result<Vec<ItemRow>, StoreError> {
        one_more(&self.commits);
        poll_fn(|_| match self.lets.get() {
            true => Poll::Ready(()),
            false => Poll::Pending,
        })
        .await;
        self.disk.commit(change).await
    }

    async fn blob(&self, id: &ClientRef) -> Result<Option<Vec<u8>>, StoreError> {
        self.disk.blob(id).await
    }

    async fn cached(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.disk.cached(key).await
    }

    async fn cache(&self, epoch: Epoch, key: &str, text: &str) -> Result<(), StoreError> {
        self.disk.cache(epoch, key, text).await
    }

    async fn lease(
        &self,
        epoch: Epoch,
        holder: &ClientRef,
        now: Moment,
        until: Moment,
    ) -> Result<Option<u64>, StoreError> {
        one_more(&self.leases);
        self.disk.lease(epoch, holder, now, until).await
    }
}
