/**
 * Does work now, and returns a function that gives its result or throws its error: a lazy call sends
 * what its arguments were when it was made, not what became of them since.
 */
export function captured<Result>(work: () => Result): () => Result {
  try {
    const result = work();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
