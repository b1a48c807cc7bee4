//! Lists the RPCs of the contract.

use std::fmt::Write;

use prost_types::FileDescriptorProto;

/// The source of `rpcs.rs`: one line for each RPC, sorted by path.
pub(crate) fn source(files: &[FileDescriptorProto]) -> String {
    let mut lines: Vec<String> = files.iter().flat_map(lines_of).collect();
    lines.sort();
    let mut text = String::from(
        "//! The RPCs of the contract and which side of each streams.\n\n\
         /// Path of the RPC; whether the client streams; whether the server streams. Sorted by path.\n\
         pub(crate) const RPCS: &[(&str, bool, bool)] = &[\n",
    );
    for line in lines {
        let _ = writeln!(text, "    {line},");
    }
    text.push_str("];\n");
    text
}

fn lines_of(file: &FileDescriptorProto) -> Vec<String> {
    let services = file.service.iter();
    services
        .flat_map(|service| {
            service.method.iter().map(|method| {
                format!(
                    "(\"/{}.{}/{}\", {}, {})",
                    file.package(),
                    service.name(),
                    method.name(),
                    method.client_streaming(),
                    method.server_streaming()
                )
            })
        })
        .collect()
}
