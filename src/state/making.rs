//! What is made of the annual report on the phone: asked for, and answered into the page's own signal.

/// What the page asks for.
#[derive(Clone, Debug)]
pub enum ReportAsk {
    /// What the body is called.
    Body,
    /// 打印: opens the browser's own dialog.
    Print,
    /// Draw these.
    Draw(Vec<Drawing>),
    /// The pictures at these addresses are not shown any more.
    Forget(Vec<String>),
    /// Hand a text to the browser as a file.
    Save {
        /// What is in it.
        text: String,
        /// Its media type.
        mime: &'static str,
        /// What it is called.
        name: String,
    },
}

/// A picture that is to be drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drawing {
    /// A document of its own.
    pub svg: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// How it goes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Making {
    /// The body's name in Chinese and English.
    pub body: Option<(String, String)>,
    /// Whether the browser opened its dialog; `None` where nobody asked.
    pub printed: Option<bool>,
    /// The pictures.
    pub pictures: Pictures,
    /// Whether the browser took the last file; `None` where there was none.
    pub saved: Option<bool>,
}

/// How the pictures come.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Pictures {
    /// Nobody asked.
    #[default]
    None,
    /// Under way.
    Busy,
    /// The browser can't draw them.
    Failed,
    /// Their addresses, as PNG.
    Are(Vec<String>),
}
