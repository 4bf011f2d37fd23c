/** Milliseconds that this thread has worked: of a busy machine, others' work does not count. */
export function cpuTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
