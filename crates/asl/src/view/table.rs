//! Columns of text.

/// Rows as lines, columns as wide as their widest cell and two blanks apart; the first column is aligned to the right.
pub(super) fn aligned(rows: &[Vec<String>], first: usize) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    // The last cell of a row does not widen its column.
    let width = |column: usize| {
        let cells =
            rows.iter().filter(|row| column + 1 < row.len()).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let mut widths: Vec<usize> = (0..columns).map(width).collect();
    if let Some(width) = widths.first_mut() {
        *width = (*width).max(first);
    }
    let lines: Vec<String> = rows.iter().map(|row| line(row, &widths)).collect();
    lines.join("\n")
}

fn line(row: &[String], widths: &[usize]) -> String {
    let mut out = String::new();
    for (column, (cell, width)) in row.iter().zip(widths).enumerate() {
        let blanks = " ".repeat(width.saturating_sub(cell.chars().count()));
        match column {
            0 => out = blanks + cell,
            _ if column + 1 == row.len() => out = out + "  " + cell,
            _ => out = out + "  " + cell + &blanks,
        }
    }
    out
}
