namespace Hub.Connectors.Abstractions;

/// <summary>
/// Writes links that open a chat with the account. Whoever follows one arrives with a <see cref="Referral"/> of <see cref="ReferralSource.ShortLink"/>
/// that names the link's <see cref="ShortLinkDraft.Ref"/>. Since contract 1.3.
/// </summary>
public interface IMakeShortLinks
{
    /// <summary>What the platform takes, for forms.</summary>
    ShortLinkRules ShortLinkRules { get; }

    /// <summary>What is wrong with it, by the fields <c>account</c>, <c>ref</c> and <c>text</c>; empty when a link can be written.</summary>
    IReadOnlyList<SettingProblem> CheckShortLink(ShortLinkDraft draft);

    /// <summary>Asks nobody: a link is there by being written.</summary>
    /// <param name="draft">Sound.</param>
    Uri ShortLink(ShortLinkDraft draft);
}

/// <param name="RefLength">Longest ref in characters.</param>
/// <param name="TextLength">Longest prefilled text in characters.</param>
public sealed record ShortLinkRules(int RefLength, int TextLength);

/// <param name="Account">The name under which people find the account on the platform.</param>
/// <param name="Ref">Comes back with whoever follows the link.</param>
/// <param name="Text">Stands in the field when the chat opens; null for none.</param>
public sealed record ShortLinkDraft(string Account, string Ref, string? Text);
