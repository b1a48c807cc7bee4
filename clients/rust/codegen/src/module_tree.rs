//! Nests the generated files as their packages are nested: their code refers to one another by that.

use std::collections::BTreeMap;
use std::fmt::Write;

#[derive(Default)]
struct Node {
    file: Option<String>,
    children: BTreeMap<String, Node>,
}

/// The source of `mod.rs` for files named `package.of.it.rs`.
pub(crate) fn source<'a>(files: impl Iterator<Item = &'a String>) -> String {
    let mut root = Node::default();
    for file in files {
        let package = file.trim_end_matches(".rs").split('.');
        let node = package.fold(&mut root, |node, part| node.children.entry(part.to_owned()).or_default());
        node.file = Some(file.clone());
    }
    let mut text = String::new();
    write_children(&root, "", 0, &mut text);
    text.push_str("pub(crate) mod rpcs;\n");
    text
}

fn write_children(node: &Node, package: &str, depth: usize, text: &mut String) {
    let indent = "    ".repeat(depth);
    for (name, child) in &node.children {
        let full = if package.is_empty() { name.clone() } else { format!("{package}.{name}") };
        let _ = writeln!(text, "{indent}/// The package `{full}` of the contract.");
        let _ = writeln!(text, "{indent}pub mod {name} {{");
        if let Some(file) = &child.file {
            let _ = writeln!(text, "{indent}    include!(\"{file}\");");
        }
        write_children(child, &full, depth + 1, text);
        let _ = writeln!(text, "{indent}}}");
    }
}
