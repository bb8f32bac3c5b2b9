// Loaded before the program in a test: its stdin, a pipe, passes for a terminal, so that questions are asked.
process.stdin.isTTY = true;
