//! Evaluation order: dependencies first, cycles found, in linear time and without recursion.

/// Groups of nodes in an order in which all dependencies come first. A group of more than one is a cycle.
///
/// Tarjan's algorithm with an explicit stack, so that a chain of any length fits.
pub(crate) fn strongly_connected(dependencies: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut search = Search::new(dependencies.len());
    for start in 0..dependencies.len() {
        search.visit(start, dependencies);
    }
    search.groups
}

struct Search {
    index: Vec<Option<usize>>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    groups: Vec<Vec<usize>>,
}

impl Search {
    fn new(size: usize) -> Self {
        Self {
            index: vec![None; size],
            low: vec![0; size],
            on_stack: vec![false; size],
            stack: Vec::new(),
            next: 0,
            groups: Vec::new(),
        }
    }

    fn enter(&mut self, node: usize) {
        if let (Some(index), Some(low), Some(on)) =
            (self.index.get_mut(node), self.low.get_mut(node), self.on_stack.get_mut(node))
        {
            *index = Some(self.next);
            *low = self.next;
            *on = true;
            self.next += 1;
            self.stack.push(node);
        }
    }

    fn lower(&mut self, node: usize, to: usize) {
        if let Some(low) = self.low.get_mut(node) {
            *low = (*low).min(to);
        }
    }

    fn visit(&mut self, start: usize, dependencies: &[Vec<usize>]) {
        if self.index.get(start).copied().flatten().is_some() {
            return;
        }
        self.enter(start);
        let mut work = vec![(start, 0)];
        while let Some((node, at)) = work.last_mut() {
            let node = *node;
            if let Some(&next) = dependencies.get(node).and_then(|list| list.get(*at)) {
                *at += 1;
                match self.index.get(next).copied().flatten() {
                    None => {
                        self.enter(next);
                        work.push((next, 0));
                    }
                    Some(seen) if self.on_stack.get(next).copied().unwrap_or(false) => {
                        self.lower(node, seen);
                    }
                    Some(_) => {}
                }
                continue;
            }
            work.pop();
            let low = self.low.get(node).copied().unwrap_or_default();
            if self.index.get(node).copied().flatten() == Some(low) {
                self.close_group(node);
            }
            if let Some((parent, _)) = work.last() {
                self.lower(*parent, low);
            }
        }
    }

    fn close_group(&mut self, root: usize) {
        let mut group = Vec::new();
        while let Some(node) = self.stack.pop() {
            if let Some(on) = self.on_stack.get_mut(node) {
                *on = false;
            }
            group.push(node);
            if node == root {
                break;
            }
        }
        group.sort_unstable();
        self.groups.push(group);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_come_first() {
        let groups = strongly_connected(&[vec![1, 2], vec![2], vec![], vec![0]]);
        assert_eq!(groups, [vec![2], vec![1], vec![0], vec![3]]);
    }

    #[test]
    fn cycles_are_groups() {
        let groups = strongly_connected(&[vec![1], vec![2], vec![1], vec![0]]);
        assert_eq!(groups, [vec![1, 2], vec![0], vec![3]]);
    }

    #[test]
    fn long_chains_need_no_recursion() {
        let chain: Vec<Vec<usize>> =
            (0..200_000).map(|at| if at == 199_999 { vec![] } else { vec![at + 1] }).collect();
        assert_eq!(strongly_connected(&chain).len(), 200_000);
    }
}
