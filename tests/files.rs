//! Files of an entry: how answers name them, which are taken, and what becomes of them where two changes meet.

use dajuan::domain::{
    answer::Answer,
    client_ref::ClientRef,
    file::{File, MIME, add_file, clean_name, is_taken, keep_files, retain_files},
    held::{Held, held_photo, merge},
    record::{Entry, KindId, Photo},
};

fn key(n: u8) -> ClientRef {
    ClientRef::from_chance([n; 16])
}

fn file(n: u8) -> File {
    File {
        id: key(n),
        name: format!("附件{n}.pdf"),
        size: u64::from(n),
    }
}

fn answers(files: &[u8]) -> Answer {
    let title = ("title".to_owned(), Answer::Text("停车".to_owned()));
    let mut answers = Answer::Group([title].into());
    for n in files {
        add_file(&mut answers, "files", &file(*n));
    }
    answers
}

fn listed(answers: &Answer) -> Vec<ClientRef> {
    File::listed(answers).into_iter().map(|it| it.id).collect()
}

fn kept(n: u8) -> Photo {
    Photo {
        id: key(n),
        sha256: "ab".to_owned(),
        bytes: u32::from(n),
        mime: MIME.to_owned(),
    }
}

fn picture(n: u8) -> Photo {
    Photo {
        mime: "image/jpeg".to_owned(),
        ..kept(n)
    }
}

fn entry(photos: Vec<Photo>, answers: Answer) -> Entry {
    Entry {
        client_ref: key(99),
        kind: KindId("proposal".to_owned()),
        form_version: 1,
        day: None,
        answers,
        photos,
        captured_at: None,
    }
}

fn held(photos: &[u8], answers: Answer) -> Held {
    Held {
        photos: photos.iter().map(|n| key(*n)).collect(),
        answers,
        ..Held::default()
    }
}

fn keys(entry: &Entry) -> Vec<ClientRef> {
    entry.photos.iter().map(|photo| photo.id.clone()).collect()
}

#[test]
fn answers_name_files_with_their_sizes_in_order() {
    assert_eq!(File::listed(&answers(&[1, 2])), [file(1), file(2)]);
    assert_eq!(File::listed(&answers(&[])), []);
}

#[test]
fn a_list_of_anything_else_names_no_file() {
    let photos = Answer::List(vec![Answer::Text(key(1).to_string())]);
    let row = [("name".to_owned(), Answer::Text("石坝村".to_owned()))];
    let rows = Answer::List(vec![file(1).answer(), Answer::Group(row.into())]);
    let all = [("photos".to_owned(), photos), ("visits".to_owned(), rows)];
    assert_eq!(File::listed(&Answer::Group(all.into())), []);
}

#[test]
fn a_draft_keeps_the_files_that_it_has_whatever_its_page_says() {
    let mut said = answers(&[1]);
    keep_files(&answers(&[1, 2]), &mut said);
    assert_eq!(said, answers(&[1, 2]));
    keep_files(&answers(&[]), &mut said);
    assert_eq!(said, answers(&[]));
}

#[test]
fn a_list_whose_last_file_went_goes_too() {
    let mut said = answers(&[1, 2]);
    retain_files(&mut said, |id| *id == key(2));
    assert_eq!(listed(&said), [key(2)]);
    retain_files(&mut said, |_| false);
    assert_eq!(said, answers(&[]));
}

#[test]
fn a_file_is_taken_when_its_bytes_are_what_its_ending_says() {
    let office = b"PK\x03\x04..[Content_Types].xml..";
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..";
    let taken: [(&str, &[u8]); 12] = [
        ("案由.PDF", b"%PDF-1.4"),
        ("a.docx", office),
        ("a.doc", old),
        ("a.wps", old),
        ("a.et", old),
        ("a.xlsx", office),
        ("a.pptx", office),
        ("a.txt", "第一行".as_bytes()),
        ("a.txt", b"\xff\xfeA\0"),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 "),
    ];
    for (name, bytes) in taken {
        assert!(is_taken(name, bytes), "{name}");
    }
}

#[test]
fn what_is_not_what_its_ending_says_is_not_taken() {
    let refused: [(&str, &[u8]); 10] = [
        ("a.pdf", b"MZ\x90"),
        ("a.docx", b"PK\x03\x04 classes.dex"),
        ("a.exe", b"%PDF-1.4"),
        ("pdf", b"%PDF-1.4"),
        ("a.pdf.html", b"%PDF-1.4"),
        ("a.txt", b" \n<html>"),
        ("a.txt", b"\x7fELF\0"),
        ("a.txt", b""),
        ("a.jpg", b"\x89PNG\r\n\x1a\n"),
        ("a.webp", b"RIFF"),
    ];
    for (name, bytes) in refused {
        assert!(!is_taken(name, bytes), "{name} {bytes:?}");
    }
}

#[test]
fn a_name_keeps_its_letters_and_loses_what_steers() {
    assert_eq!(clean_name("../名单\u{202e}cod.exe\n"), "..名单cod.exe");
    let long = format!("{}.docx", "长".repeat(200));
    let short = clean_name(&long);
    assert_eq!(short.chars().count(), 100);
    assert!(
        short.starts_with("长长") && short.ends_with("长.docx"),
        "{short}"
    );
}

#[test]
fn what_the_backend_holds_is_a_file_where_the_answers_name_it() {
    let answers = answers(&[2]);
    assert!(held_photo(&key(2), &answers).is_file());
    assert!(!held_photo(&key(1), &answers).is_file());
}

#[test]
fn a_photo_of_one_side_and_a_file_of_the_other_both_stay_and_nobody_is_asked() {
    let base = held(&[1, 2], answers(&[2]));
    let mine = entry(vec![picture(1), kept(2), kept(3)], answers(&[2, 3]));
    let theirs = held(&[1, 2, 4], answers(&[2]));
    let merged = merge(&base, &mine, &theirs, |_| None);
    assert_eq!(merged.clashes, Vec::<String>::new());
    assert_eq!(listed(&merged.entry.answers), [key(2), key(3)]);
    assert_eq!(keys(&merged.entry), [key(1), key(2), key(4), key(3)]);
    let files: Vec<bool> = merged.entry.photos.iter().map(Photo::is_file).collect();
    assert_eq!(files, [false, true, false, true]);
}

#[test]
fn files_follow_the_side_that_is_chosen() {
    let base = held(&[], answers(&[]));
    let mine = entry(vec![kept(3)], answers(&[3]));
    let theirs = held(&[4], answers(&[4]));
    let merged = merge(&base, &mine, &theirs, |_| None);
    assert_eq!(merged.clashes, ["files"]);
    let theirs_chosen = merge(&base, &mine, &theirs, |_| Some(false)).entry;
    assert_eq!(keys(&theirs_chosen), [key(4)]);
    assert_eq!(listed(&theirs_chosen.answers), [key(4)]);
    let mine_chosen = merge(&base, &mine, &theirs, |_| Some(true)).entry;
    assert_eq!(keys(&mine_chosen), [key(3)]);
}
