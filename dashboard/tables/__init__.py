"""Tables as CSV for German spreadsheets: `;`, decimal comma, UTF-8 with BOM."""
