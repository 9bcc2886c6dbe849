//! Route ⇄ path: one table for the stand-alone app and, later, for a portal's hash.

use crate::domain::{client_ref::ClientRef, record::KindId};

/// A screen, with what it shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Route {
    /// 首页
    Home,
    /// 登录
    SignIn,
    /// 首次使用、忘记密码
    SetPassword,
    /// A new entry of this kind.
    New(KindId),
    /// A draft, open for writing.
    Draft(ClientRef),
    /// 记录
    Records,
    /// One record: waiting or received.
    Record(ClientRef),
    /// 我的
    Me,
    /// 待发送
    Outbox,
    /// 自检
    Doctor,
    /// An address that names no screen.
    Unknown,
}

impl Route {
    /// Reads a path; a trailing slash, a query and a fragment change nothing.
    pub fn parse(path: &str) -> Self {
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let (first, second, third) = (parts.next(), parts.next(), parts.next());
        let reference = |text: &str| ClientRef::parse(text).ok();
        match (first, second, third) {
            (None, None, None) => Self::Home,
            (Some("sign-in"), None, None) => Self::SignIn,
            (Some("set-password"), None, None) => Self::SetPassword,
            (Some("new"), Some(kind), None) if is_id(kind) => Self::New(KindId(kind.to_owned())),
            (Some("drafts"), Some(text), None) => {
                reference(text).map_or(Self::Unknown, Self::Draft)
            }
            (Some("records"), None, None) => Self::Records,
            (Some("records"), Some(text), None) => {
                reference(text).map_or(Self::Unknown, Self::Record)
            }
            (Some("me"), None, None) => Self::Me,
            (Some("outbox"), None, None) => Self::Outbox,
            (Some("doctor"), None, None) => Self::Doctor,
            _ => Self::Unknown,
        }
    }

    /// The path that reads back as this route; `Unknown` leads home.
    pub fn path(&self) -> String {
        match self {
            Self::Home | Self::Unknown => "/".to_owned(),
            Self::SignIn => "/sign-in".to_owned(),
            Self::SetPassword => "/set-password".to_owned(),
            Self::New(kind) => format!("/new/{}", kind.0),
            Self::Draft(reference) => format!("/drafts/{reference}"),
            Self::Records => "/records".to_owned(),
            Self::Record(reference) => format!("/records/{reference}"),
            Self::Me => "/me".to_owned(),
            Self::Outbox => "/outbox".to_owned(),
            Self::Doctor => "/doctor".to_owned(),
        }
    }

    /// A short name for tests, measurements and logs; says nothing of the content.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::SignIn => "sign-in",
            Self::SetPassword => "set-password",
            Self::New(_) => "new",
            Self::Draft(_) => "draft",
            Self::Records => "records",
            Self::Record(_) => "record",
            Self::Me => "me",
            Self::Outbox => "outbox",
            Self::Doctor => "doctor",
            Self::Unknown => "unknown",
        }
    }
}

/// Ids of kinds are lower-case words: nothing else can be in an address.
fn is_id(text: &str) -> bool {
    text.len() <= 64
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_route_reads_back() {
        let reference = ClientRef::from_chance([7; 16]);
        let routes = [
            Route::Home,
            Route::SignIn,
            Route::SetPassword,
            Route::New(KindId("reading_share".to_owned())),
            Route::Draft(reference.clone()),
            Route::Records,
            Route::Record(reference),
            Route::Me,
            Route::Outbox,
            Route::Doctor,
        ];
        for route in routes {
            assert_eq!(Route::parse(&route.path()), route);
            assert_eq!(Route::parse(&format!("{}/?a=b#c", route.path())), route);
        }
    }

    #[test]
    fn what_names_no_screen_is_unknown() {
        for path in [
            "/x",
            "/records/1",
            "/records/1/2",
            "/new/../..",
            "/new/<b>",
            "/drafts/",
            "/me/you",
        ] {
            let route = Route::parse(path);
            assert!(matches!(route, Route::Unknown), "{path}: {route:?}");
        }
    }

    proptest! {
        #[test]
        fn any_address_is_some_screen(path in ".*") {
            let route = Route::parse(&path);
            prop_assert!(route.path().starts_with('/'));
        }
    }
}
