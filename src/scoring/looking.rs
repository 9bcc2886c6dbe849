//! Which fields of what was filled in the rules look at.

use super::{
    counting::Counted,
    rules::{Edition, Gives, Of, Owes, Per, Share, Target},
};
use std::{collections::BTreeSet, sync::Arc};

/// The names of all fields that some rule, target or alternative of these editions reads.
pub(super) fn looked_at(editions: &[Edition]) -> BTreeSet<Arc<str>> {
    let mut names = BTreeSet::new();
    for edition in editions {
        for rule in &edition.rules {
            of_gives(&rule.gives, &mut names);
        }
        for target in &edition.targets {
            of_target(target, &mut names);
        }
        for alternative in &edition.alternatives {
            match &alternative.of {
                Of::Field(field) => names.insert(field.as_str().into()),
                Of::Deed | Of::Year => false,
            };
        }
    }
    names
}

fn of_gives(gives: &Gives, names: &mut BTreeSet<Arc<str>>) {
    match gives {
        Gives::Each(each) => {
            of_counted(&each.counted, names);
            of_per(each.per.as_ref(), names);
            names.extend(each.factors.iter().map(|factor| Arc::clone(&factor.field)));
        }
        Gives::Share(share, _) => of_share(share, names),
        Gives::Base(_) | Gives::Met(..) | Gives::Owed(..) => {}
    }
}

fn of_target(target: &Target, names: &mut BTreeSet<Arc<str>>) {
    match &target.owes {
        Owes::Units {
            counted,
            per,
            for_each,
        } => {
            of_counted(counted, names);
            of_per(per.as_ref(), names);
            names.extend(for_each.as_deref().map(Into::into));
        }
        Owes::Share(share) => of_share(share, names),
    }
}

fn of_share(share: &Share, names: &mut BTreeSet<Arc<str>>) {
    of_counted(&share.counted, names);
}

fn of_counted(counted: &Counted, names: &mut BTreeSet<Arc<str>>) {
    names.extend(
        counted
            .when
            .iter()
            .map(|condition| Arc::from(condition.field.as_str())),
    );
}

fn of_per(per: Option<&Per>, names: &mut BTreeSet<Arc<str>>) {
    names.extend(per.map(|per| per.field.as_str().into()));
}
