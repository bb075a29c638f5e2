using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Automation;

/// <summary>
/// What the rules of a workspace that are switched on may ask for together. They are held in memory by every node and run in the transaction
/// that applies a message; up to 2,000 words cost next to nothing there (see the benchmark "applying").
/// </summary>
public static class RuleLimits
{
    public const int MostTerms = 20_000;
    public const int MostPatterns = 50;
    public const int MostContacts = 5_000;

    /// <param name="row">As it is to be; not saved yet.</param>
    /// <returns>What is exceeded, or null.</returns>
    internal static async Task<RuleAnswer?> Exceeded(HubDb db, Rule row, CancellationToken cancellation)
    {
        if (row.State == RuleState.Off)
            return null;
        var (terms, patterns, contacts) = Count(row.Conditions);
        if (terms + patterns + contacts == 0)
            return null; // costs nothing more
        var others = await db.Rules.Where(rule => rule.WorkspaceId == row.WorkspaceId && rule.State != RuleState.Off && rule.Id != row.Id)
            .Select(rule => rule.Conditions).ToListAsync(cancellation);
        foreach (var (moreTerms, morePatterns, moreContacts) in others.Select(Count))
            (terms, patterns, contacts) = (terms + moreTerms, patterns + morePatterns, contacts + moreContacts);
        return terms > MostTerms ? new RuleAnswer.TooMuch("conditions.any", RuleLimit.Terms)
            : patterns > MostPatterns ? new RuleAnswer.TooMuch("conditions.pattern", RuleLimit.Patterns)
            : contacts > MostContacts ? new RuleAnswer.TooMuch("conditions.contactIds", RuleLimit.Contacts)
            : null;
    }

    private static (int Terms, int Patterns, int Contacts) Count(string json) =>
        RuleJson.TryRead<RuleConditions>(json) is not { } conditions
            ? default
            : (conditions.Any.Count + conditions.All.Count + conditions.None.Count, conditions.Pattern is null ? 0 : 1, conditions.ContactIds.Count);
}

public enum RuleLimit
{
    Terms,
    Patterns,
    Contacts,
}
