//! A herd: all phones of a town come online within one second, against a backend that serves 100 requests a second. Each
//! runs the product's own machine; beside them, phones with a fixed retry and with bare doubling. With `DAJUAN_HERD=all`
//! (`make prove PART=herd`) 50,000 phones too, and docs/herd.md and docs/herd.svg are written.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout)] // how a test fails and shows its figures

#[path = "herd/chance.rs"]
mod chance;
#[path = "herd/phone.rs"]
mod phone;
#[path = "herd/picture.rs"]
mod picture;
#[path = "herd/rows.rs"]
mod rows;
#[path = "herd/server.rs"]
mod server;
#[path = "herd/table.rs"]
mod table;
#[path = "herd/town.rs"]
mod town;

use rows::{Kind, Row, rows_of, spread_for};
use std::{env, fs};

const SMALL: u32 = 10_000;
const LARGE: u32 = 50_000;
/// First tries in a second on which the bound without the server's spread is kept: 10,000 phones under the default.
const FIRST_TRIES: u32 = 167;

#[test]
fn scenario_25_a_herd_is_served_without_a_stampede() {
    let all = env::var("DAJUAN_HERD").is_ok_and(|asked| asked == "all");
    let mut rows = rows_of(SMALL);
    if all {
        rows.extend(rows_of(LARGE));
    }
    let table = table::table(&rows);
    println!("{table}");
    rows.iter().for_each(keeps_its_bounds);
    if all {
        write(&table, &rows);
    }
}

fn keeps_its_bounds(row: &Row) {
    let Kind::Ours { spread_s } = row.kind else {
        return;
    };
    let what = format!(
        "{} phones, spread {spread_s} s: peak {:.2}, {:.2} requests per item",
        row.phones, row.peak, row.per_item
    );
    if spread_s >= spread_for(row.phones, row.most_items) {
        assert!(row.peak <= 1.5, "{what}");
        assert!(row.per_item <= 1.2, "{what}");
    } else if row.most_items == 1 && row.phones / spread_s <= FIRST_TRIES {
        assert!(row.peak <= 2.5, "{what}");
    }
}

fn write(table: &str, rows: &[Row]) {
    let root = env!("CARGO_MANIFEST_DIR");
    let page = format!("{root}/docs/herd.md");
    let text = fs::read_to_string(&page).expect("docs/herd.md");
    let (before, rest) = text.split_once("| phones |").expect("a table");
    let (_, after) = rest.split_once("\n\n").expect("an end of the table");
    fs::write(page, format!("{before}{table}\n{after}")).expect("docs/herd.md is written");
    let shown = |phones| {
        let one_item = rows.iter().filter(move |row| {
            row.phones == phones && row.most_items == 1 && row.retry_after_s.is_none()
        });
        one_item.collect()
    };
    let picture = picture::picture(&[(400, shown(SMALL)), (1_200, shown(LARGE))]);
    fs::write(format!("{root}/docs/herd.svg"), picture).expect("docs/herd.svg is written");
}
