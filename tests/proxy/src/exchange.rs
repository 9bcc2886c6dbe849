//! One request of one client: read, decided, forwarded, answered.

use crate::{Exchange, Fault, head::Head, proxy::Shared};
use sha2::{Digest, Sha256};
use std::{io, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::sleep,
};

/// Serves the client's request. An error means that the client's connection is to be reset.
pub(crate) async fn serve(client: &mut TcpStream, shared: &Shared) -> io::Result<()> {
    let Some((head, early)) = Head::read(client).await? else {
        return Ok(());
    };
    let (method, path) = (head.word(0).to_owned(), head.word(1).to_owned());
    let fault = shared.decide(&method, &path);
    if head.header("expect").is_some() {
        client.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await?;
    }
    let pace = match fault {
        Some(Fault::Throttle {
            bytes_per_second,
            latency,
        }) => {
            sleep(latency).await;
            Pace(Some(bytes_per_second))
        }
        _ => Pace(None),
    };
    let limit = match fault {
        Some(Fault::DropRequest { after }) => after,
        _ => usize::MAX,
    };
    let body = read_body(client, &head, early, limit, pace).await?;
    let place = shared.note(Exchange {
        method,
        path,
        headers: head.headers.clone(),
        body_sha256: hex(&Sha256::digest(&body)),
        body_bytes: body.len(),
        body: body.as_slice().into(),
        fault: fault.clone(),
        status: None,
    });
    if let Some(Fault::Answer {
        status,
        headers,
        body,
    }) = fault
    {
        shared.amend(place, |exchange| exchange.status = Some(status));
        return answer(client, status, headers, &body).await;
    }
    if let Some(Fault::Delay(time)) = fault {
        sleep(time).await;
    }

    let mut released = shared.released.subscribe();
    let mut upstream = TcpStream::connect(shared.upstream).await?;
    upstream.write_all(&head.closing()).await?;
    upstream.write_all(&body).await?;
    if let Some(Fault::DropRequest { .. }) = fault {
        upstream.shutdown().await?;
        return Err(io::ErrorKind::ConnectionReset.into());
    }
    let Some((reply, early)) = Head::read(&mut upstream).await? else {
        return Err(io::ErrorKind::UnexpectedEof.into());
    };
    shared.amend(place, |exchange| {
        exchange.status = reply.word(1).parse().ok();
    });
    if let Some(Fault::ResetAfterEffect) = fault {
        return Err(io::ErrorKind::ConnectionReset.into());
    }
    if let Some(Fault::HoldReply) = fault {
        let _ = released.changed().await;
    }
    let limit = match fault {
        Some(Fault::DropReply { after }) => after,
        _ => usize::MAX,
    };
    client.write_all(&reply.closing()).await?;
    forward(upstream, client, early, limit, pace).await?;
    client.shutdown().await
}

/// How fast bytes may move: as fast as they come, or so many in a second.
#[derive(Clone, Copy)]
struct Pace(Option<u32>);

impl Pace {
    async fn spend(self, bytes: usize) {
        if let Some(per_second) = self.0 {
            sleep(Duration::from_secs_f64(
                bytes as f64 / f64::from(per_second),
            ))
            .await;
        }
    }
}

/// Copies the rest of the reply, but no more than `limit` bytes.
async fn forward(
    mut from: TcpStream,
    to: &mut TcpStream,
    early: Vec<u8>,
    limit: usize,
    pace: Pace,
) -> io::Result<()> {
    let mut left = limit;
    let mut piece = early;
    loop {
        piece.truncate(left);
        left -= piece.len();
        pace.spend(piece.len()).await;
        to.write_all(&piece).await?;
        piece.clear();
        piece.reserve(8 * 1024);
        if left == 0 || from.read_buf(&mut piece).await? == 0 {
            return Ok(());
        }
    }
}

/// The request's body as it stands on the wire, but no more than `limit` bytes.
async fn read_body(
    client: &mut TcpStream,
    head: &Head,
    early: Vec<u8>,
    limit: usize,
    pace: Pace,
) -> io::Result<Vec<u8>> {
    let chunked = head
        .header("transfer-encoding")
        .is_some_and(|coding| coding.eq_ignore_ascii_case("chunked"));
    let length = match head.header("content-length") {
        Some(length) => length.parse().map_err(|_| io::ErrorKind::InvalidData)?,
        None => 0usize,
    };
    let mut body = early;
    pace.spend(body.len()).await;
    loop {
        let whole = if chunked {
            chunks_end(&body)?
        } else {
            (body.len() >= length).then_some(length)
        };
        if let Some(end) = whole
            .map(|end| end.min(limit))
            .or((body.len() >= limit).then_some(limit))
        {
            body.truncate(end);
            return Ok(body);
        }
        let before = body.len();
        body.reserve(8 * 1024);
        if client.read_buf(&mut body).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        pace.spend(body.len() - before).await;
    }
}

/// Where a chunked body ends, if its end is there (trailers are refused).
fn chunks_end(bytes: &[u8]) -> io::Result<Option<usize>> {
    let mut at = 0;
    while let Some(line) = bytes[at..].windows(2).position(|w| w == b"\r\n") {
        let size = std::str::from_utf8(&bytes[at..at + line])
            .ok()
            .and_then(|text| text.split(';').next())
            .and_then(|text| usize::from_str_radix(text.trim(), 16).ok())
            .ok_or(io::ErrorKind::InvalidData)?;
        at += line + 2 + size + 2;
        if at > bytes.len() {
            return Ok(None);
        }
        if size == 0 {
            let clean = &bytes[at - 2..at] == b"\r\n";
            return if clean {
                Ok(Some(at))
            } else {
                Err(io::ErrorKind::InvalidData.into())
            };
        }
    }
    Ok(None)
}

async fn answer(
    client: &mut TcpStream,
    status: u16,
    mut headers: Vec<(String, String)>,
    body: &[u8],
) -> io::Result<()> {
    headers.push(("Content-Length".into(), body.len().to_string()));
    let head = Head {
        first_line: format!("HTTP/1.1 {status} Fault"),
        headers,
    };
    client.write_all(&head.closing()).await?;
    client.write_all(body).await?;
    client.shutdown().await
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
