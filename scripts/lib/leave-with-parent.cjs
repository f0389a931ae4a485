// Loaded into Next's process. When the process that started it is killed, nobody is left to stop
// it, and it would keep the port: so it leaves by itself when the channel between them closes.
process.once('disconnect', () => {
  setTimeout(() => process.exit(1), 5000).unref()
  process.kill(process.pid, 'SIGTERM')
})
