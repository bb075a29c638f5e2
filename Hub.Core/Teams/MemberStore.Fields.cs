using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Hub.Core.Teams;

/// <summary>Which column is what to Identity. A member's e-mail address is their user name.</summary>
internal sealed partial class MemberStore
{
    private const string TotpField = "totp";
    private const string RecoveryField = "recovery";

    public Task<string> GetUserIdAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Member user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetUserNameAsync(Member user, string? userName, CancellationToken cancellationToken) => Set(() => user.Email = userName!);

    public Task<string?> GetNormalizedUserNameAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.NormalizedEmail);

    public Task SetNormalizedUserNameAsync(Member user, string? normalizedName, CancellationToken cancellationToken) =>
        Set(() => user.NormalizedEmail = normalizedName!);

    public Task<string?> GetEmailAsync(Member user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetEmailAsync(Member user, string? email, CancellationToken cancellationToken) => Set(() => user.Email = email!);

    public Task<string?> GetNormalizedEmailAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.NormalizedEmail);

    public Task SetNormalizedEmailAsync(Member user, string? normalizedEmail, CancellationToken cancellationToken) =>
        Set(() => user.NormalizedEmail = normalizedEmail!);

    // The link of an invitation is the confirmation.
    public Task<bool> GetEmailConfirmedAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(user.State == MemberState.Active);

    public Task SetEmailConfirmedAsync(Member user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetPasswordHashAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task SetPasswordHashAsync(Member user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(() => user.PasswordHash = passwordHash);

    public Task<bool> HasPasswordAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task<string?> GetSecurityStampAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public Task SetSecurityStampAsync(Member user, string stamp, CancellationToken cancellationToken) => Set(() => user.SecurityStamp = stamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);

    public Task SetLockoutEndDateAsync(Member user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Set(() => user.LockedUntil = lockoutEnd);

    public Task<int> IncrementAccessFailedCountAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(++user.FailedSignIns);

    public Task ResetAccessFailedCountAsync(Member user, CancellationToken cancellationToken) => Set(() => user.FailedSignIns = 0);

    public Task<int> GetAccessFailedCountAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.FailedSignIns);

    public Task<bool> GetLockoutEnabledAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Member user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> GetTwoFactorEnabledAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(user.TotpEnabled);

    public Task SetTwoFactorEnabledAsync(Member user, bool enabled, CancellationToken cancellationToken) =>
        Set(() => user.TotpEnabled = enabled);

    public Task<string?> GetAuthenticatorKeyAsync(Member user, CancellationToken cancellationToken) =>
        Task.FromResult(user.TotpKey is { } key ? Protector(user, TotpField).Unprotect(key) : null);

    public Task SetAuthenticatorKeyAsync(Member user, string key, CancellationToken cancellationToken) =>
        Set(() => user.TotpKey = Protector(user, TotpField).Protect(key));

    public Task ReplaceCodesAsync(Member user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Set(() => Keep(user, recoveryCodes.Select(Hash)));

    public Task<bool> RedeemCodeAsync(Member user, string code, CancellationToken cancellationToken)
    {
        var (hash, codes) = (Hash(code), Codes(user));
        if (!codes.Contains(hash))
            return Task.FromResult(false);
        Keep(user, codes.Where(other => other != hash));
        return Task.FromResult(true);
    }

    public Task<int> CountCodesAsync(Member user, CancellationToken cancellationToken) => Task.FromResult(Codes(user).Length);

    private string[] Codes(Member user) =>
        user.RecoveryCodes is { } codes ? Protector(user, RecoveryField).Unprotect(codes).Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];

    private void Keep(Member user, IEnumerable<string> hashes) =>
        user.RecoveryCodes = Protector(user, RecoveryField).Protect(string.Join(' ', hashes));

    // Written down with or without the dash, in either case.
    private static string Hash(string code) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant())));

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }
}
