//! The module's functions as WebAssembly exports them; the crate's documentation says how to call them.
#![expect(
    unsafe_code,
    unreachable_pub,
    reason = "the caller is JavaScript: requests and answers cross as pointers into the module's memory"
)]

use std::sync::Once;
use std::sync::atomic::{AtomicU64, Ordering};

static HOOK: Once = Once::new();
static PANIC: AtomicU64 = AtomicU64::new(0);

/// Room for `length` bytes, until [`dealloc`].
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Gives back what [`alloc`] or [`run`] gave.
///
/// # Safety
/// `pointer` and `length` come from one of them and have not been given back.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dealloc(pointer: *mut u8, length: usize) {
    let bytes = std::ptr::slice_from_raw_parts_mut(pointer, length);
    // SAFETY: the caller's promise; `alloc` and `packed` leaked a boxed slice of exactly this length.
    drop(unsafe { Box::from_raw(bytes) });
}

/// Answers a request.
///
/// # Safety
/// `pointer` comes from [`alloc`] and has at least `length` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn run(pointer: *const u8, length: usize) -> u64 {
    HOOK.call_once(|| {
        std::panic::set_hook(Box::new(|info| {
            PANIC.store(packed(info.to_string()), Ordering::Relaxed);
        }));
    });
    // SAFETY: the caller's promise; nothing writes to the request while it is answered.
    let request = unsafe { std::slice::from_raw_parts(pointer, length) };
    let answer = crate::handle(&String::from_utf8_lossy(request));
    packed(match dryrun_beside::missing() {
        Some(table) => format!(r#"{{"needs": "{table}"}}"#),
        None => answer,
    })
}

/// Takes a table over: the name of a file beside the module, and its contents.
///
/// # Safety
/// Pointers and lengths come from [`alloc`]; both rooms are the module's from now on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn supply(
    name_pointer: *mut u8,
    name_length: usize,
    pointer: *mut u8,
    length: usize,
) {
    let taken = |pointer, length| {
        let bytes = std::ptr::slice_from_raw_parts_mut(pointer, length);
        // SAFETY: the caller's promise; `alloc` leaked a boxed slice of exactly this length.
        unsafe { Box::from_raw(bytes) }
    };
    let (name, contents) = (taken(name_pointer, name_length), taken(pointer, length));
    let tables = dryrun_bundle::tables();
    if let Some(table) = tables.into_iter().find(|table| table.name().as_bytes() == &*name) {
        table.supply(contents);
    }
}

/// The message of the panic that ended [`run`], packed like an answer; 0 where there was none.
#[unsafe(no_mangle)]
pub extern "C" fn last_panic() -> u64 {
    PANIC.load(Ordering::Relaxed)
}

/// Pointer and length of a text that is now the caller's.
fn packed(text: String) -> u64 {
    let bytes = text.into_bytes().into_boxed_slice();
    let length = bytes.len() as u64;
    let pointer = Box::into_raw(bytes).cast::<u8>() as usize as u64;
    (pointer << 32) | length
}
