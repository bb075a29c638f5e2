using Microsoft.AspNetCore.Identity;

namespace Hub.Core.Teams;

/// <summary>A member's second factor: an authenticator app, and recovery codes for when it is lost.</summary>
public sealed class Authenticators(UserManager<Member> users, IUserStore<Member> store, SignIn signIn)
{
    private const int RecoveryCodes = 10;

    /// <summary>A key, which counts once it is confirmed.</summary>
    /// <returns>The key in base 32; null when another change came first.</returns>
    public async Task<string?> Propose(Member member, CancellationToken cancellation)
    {
        var key = users.GenerateNewAuthenticatorKey();
        await ((IUserAuthenticatorKeyStore<Member>)store).SetAuthenticatorKeyAsync(member, key, cancellation);
        return (await users.UpdateAsync(member)).Succeeded ? key : null;
    }

    /// <returns>The recovery codes, which cannot be had again; null when the code is wrong.</returns>
    public async Task<IReadOnlyList<string>?> Confirm(Member member, string code, CancellationToken cancellation)
    {
        if (member.TotpKey is null || !await signIn.IsCode(member, code, cancellation))
            return null;
        if (!(await users.SetTwoFactorEnabledAsync(member, true)).Succeeded)
            return null;
        return [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(member, RecoveryCodes))!];
    }

    /// <summary>As authenticator apps read it out of a QR code.</summary>
    public static string Uri(Member member, string key) =>
        $"otpauth://totp/Hub:{System.Uri.EscapeDataString(member.Email)}?secret={key}&issuer=Hub&digits=6";
}
