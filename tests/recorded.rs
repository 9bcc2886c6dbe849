//! Seven backends and what they said, as they were recorded (`tests/given/dialects`): each request that an operation of ours
//! can make is made exactly, and each answer is understood. Each test says what the
//! recorded table looks like, over the preset that ships.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)] // how a test fails

#[path = "recorded/drf.rs"]
mod drf;
#[path = "recorded/given.rs"]
mod given;
#[path = "recorded/json_server.rs"]
mod json_server;
#[path = "recorded/kinto.rs"]
mod kinto;
#[path = "recorded/newer.rs"]
mod newer;
#[path = "recorded/parse.rs"]
mod parse;
#[path = "recorded/pocketbase.rs"]
mod pocketbase;
#[path = "recorded/reader.rs"]
mod reader;
#[path = "recorded/ruoyi.rs"]
mod ruoyi;
#[path = "recorded/strapi.rs"]
mod strapi;
