namespace Hub.Benchmarks.Support;

readonly record struct DatabaseWork(long Commits, long Statements)
{
    public static DatabaseWork operator -(DatabaseWork after, DatabaseWork before) =>
        new(after.Commits - before.Commits, after.Statements - before.Statements);
}
