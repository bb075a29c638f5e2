using Hub.Connectors.Abstractions;

namespace Hub.Api.Doctor;

internal enum Health
{
    Ok,

    /// <summary>Nothing is wrong; it is told so that nobody takes it for done.</summary>
    Note,

    /// <summary>The hub runs, and somebody should look.</summary>
    Warn,

    /// <summary>Something does not work until somebody acts.</summary>
    Fail,
}

/// <param name="Check">What was looked at, such as <c>database</c> or <c>connection Shop</c>.</param>
/// <param name="Message">What is so, and what to do.</param>
internal sealed record Diagnosis(string Check, Health Health, LocalizedText Message)
{
    public static Diagnosis Ok(string check, string en, string vi) => new(check, Health.Ok, new LocalizedText(en, vi));

    public static Diagnosis Note(string check, string en, string vi) => new(check, Health.Note, new LocalizedText(en, vi));

    public static Diagnosis Warn(string check, string en, string vi) => new(check, Health.Warn, new LocalizedText(en, vi));

    public static Diagnosis Fail(string check, string en, string vi) => new(check, Health.Fail, new LocalizedText(en, vi));
}
