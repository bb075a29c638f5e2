namespace Hub.Tests.Promises;

/// <summary>Prints a promise's one line.</summary>
internal static class Verdict
{
    public static void Pass(string promise, FormattableString what) =>
        TestContext.Progress.WriteLine($"{promise} PASS {FormattableString.Invariant(what)}");
}
