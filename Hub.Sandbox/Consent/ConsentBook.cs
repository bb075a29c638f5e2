using System.Security.Cryptography;
using System.Text;
using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Consent;

/// <summary>Codes that stand for consents: each works once, for a while, with the redirect and the proof key that it was asked with.</summary>
sealed class ConsentBook(Sequence sequence, TimeProvider time)
{
    readonly Lock _lock = new();
    readonly Dictionary<string, Consent> _codes = [];

    public string Issue(ConsentRequest request, IReadOnlyList<string> scopes, IReadOnlyList<string> accounts, TimeSpan life)
    {
        var code = Ids.Hex(sequence.Next("code"));
        var consent = new Consent(request.Vendor, request.Redirect, scopes, accounts, request.Challenge, time.GetUtcNow() + life);
        lock (_lock) _codes[code] = consent;
        return code;
    }

    /// <summary>Null when the code is unknown, used, over, another vendor's, or does not fit what it was asked with.</summary>
    /// <param name="redirect">Null where the vendor does not ask for it again.</param>
    public Consent? Take(string vendor, string? code, string? redirect, string? verifier = null)
    {
        Consent? consent;
        lock (_lock)
            if (code is null || !_codes.Remove(code, out consent)) return null;
        var fits = consent.Vendor == vendor && consent.Ends > time.GetUtcNow() && (redirect is null || redirect == consent.Redirect)
            && (consent.Challenge is null || consent.Challenge == Challenge(verifier));
        return fits ? consent : null;
    }

    public void Clear()
    {
        lock (_lock) _codes.Clear();
    }

    static string? Challenge(string? verifier) => verifier is null
        ? null
        : Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
