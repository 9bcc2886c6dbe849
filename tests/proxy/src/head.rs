//! The head of an HTTP/1.1 message: a first line and its headers, as they came.

use std::io;
use tokio::io::{AsyncRead, AsyncReadExt};

const LONGEST: usize = 64 * 1024;

#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub first_line: String,
    pub headers: Vec<(String, String)>,
}

impl Head {
    /// Reads a head. Gives it with the bytes that came after it, or nothing if the peer closed
    /// without a word.
    pub async fn read(from: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<(Self, Vec<u8>)>> {
        let mut bytes = Vec::new();
        loop {
            if let Some(end) = bytes.windows(4).position(|w| w == b"\r\n\r\n") {
                let rest = bytes.split_off(end + 4);
                return Ok(Some((Self::parse(&bytes[..end])?, rest)));
            }
            if bytes.len() > LONGEST {
                return Err(io::ErrorKind::InvalidData.into());
            }
            if from.read_buf(&mut bytes).await? == 0 {
                return if bytes.is_empty() {
                    Ok(None)
                } else {
                    Err(io::ErrorKind::UnexpectedEof.into())
                };
            }
        }
    }

    fn parse(bytes: &[u8]) -> io::Result<Self> {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.split("\r\n");
        let first_line = lines.next().unwrap_or_default().to_owned();
        let headers = lines
            .map(|line| {
                let (name, value) = line.split_once(':')?;
                Some((name.to_owned(), value.trim().to_owned()))
            })
            .collect::<Option<_>>()
            .ok_or(io::ErrorKind::InvalidData)?;
        Ok(Self {
            first_line,
            headers,
        })
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The word at `index` of the first line.
    pub fn word(&self, index: usize) -> &str {
        self.first_line.split(' ').nth(index).unwrap_or_default()
    }

    /// The head as bytes, asking its reader to close the connection afterwards.
    pub fn closing(&self) -> Vec<u8> {
        let mut out = format!("{}\r\n", self.first_line);
        for (name, value) in &self.headers {
            let ours = ["connection", "keep-alive", "expect"]
                .iter()
                .any(|h| name.eq_ignore_ascii_case(h));
            if !ours {
                out.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        out.push_str("Connection: close\r\n\r\n");
        out.into_bytes()
    }
}
