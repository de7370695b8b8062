/** Takes the exit status of a command: 0, 1 (failed), 2 (usage); undefined for `serve`, which goes on. */
export type Finish = (status: number | undefined) => void;
