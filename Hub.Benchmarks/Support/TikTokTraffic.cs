using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hub.Benchmarks.Support;

/// <summary>
/// Signed webhooks of 1,000 bytes in TikTok's shape, each with a message id of its own. All but the digits is laid out before, so that
/// making one costs the generator little more than its HMAC.
/// </summary>
sealed class TikTokTraffic
{
    public const int Accounts = 4;

    /// <summary>Each message asks for one of so many.</summary>
    public const int Products = 100;
    const int BodyBytes = 1_000;
    const string Mark = "#MMMMMMMMMMM", Person = "#PPPPP", Account = "#A", Product = "#K", Milliseconds = "#TTTTTTTTTTTT", Seconds = "#SSSSSSSSS";
    static readonly byte[] Secret = Encoding.UTF8.GetBytes(HubFolder.AppSecret);

    readonly byte[] _request;
    readonly int _body, _signatureTime, _signature;
    readonly int[] _marks, _persons, _accounts, _products, _milliseconds, _seconds;
    readonly int _people;

    /// <param name="people">How many people write, each in a conversation of their own.</param>
    public TikTokTraffic(int people)
    {
        _people = people;
        var body = Body();
        var head = $"POST /webhooks/tiktok HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + $"Tiktok-Signature: t={Seconds},s={new string('0', 64)}\r\nContent-Length: {BodyBytes}\r\n\r\n";
        _request = Encoding.UTF8.GetBytes(head + body);
        _body = head.Length;
        _signatureTime = head.IndexOf(Seconds, StringComparison.Ordinal);
        _signature = head.IndexOf(",s=", StringComparison.Ordinal) + 3;
        (_marks, _persons, _accounts, _products) = (Places(Mark), Places(Person), Places(Account), Places(Product));
        (_milliseconds, _seconds) = (Places(Milliseconds), Places(Seconds));
    }

    public int Length => _request.Length;

    public static string AccountOf(long number) => AccountName((int)(number % Accounts));

    public static string AccountName(int index) => $"-000mShopShopShopShopShopShopShop00{index:D2}";

    /// <summary>The whole HTTP request.</summary>
    public void Write(long number, DateTimeOffset now, Span<byte> request)
    {
        _request.CopyTo(request);
        Put(request, _marks, number, Mark.Length);
        Put(request, _persons, number % _people, Person.Length);
        Put(request, _accounts, number % Accounts, Account.Length);
        Put(request, _products, number % Products, Product.Length);
        Put(request, _milliseconds, now.ToUnixTimeMilliseconds(), Milliseconds.Length);
        Put(request, _seconds, now.ToUnixTimeSeconds(), Seconds.Length);
        Sign(request);
    }

    void Sign(Span<byte> request)
    {
        Span<byte> signed = stackalloc byte[Seconds.Length + 1 + BodyBytes];
        request.Slice(_signatureTime, Seconds.Length).CopyTo(signed);
        signed[Seconds.Length] = (byte)'.';
        request[_body..].CopyTo(signed[(Seconds.Length + 1)..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(Secret, signed, hash);
        Convert.TryToHexStringLower(hash, request[_signature..], out _);
    }

    int[] Places(string field)
    {
        var places = new List<int>();
        var bytes = Encoding.UTF8.GetBytes(field);
        for (var at = 0; _request.AsSpan(at).IndexOf(bytes) is >= 0 and var found; at += found + bytes.Length)
            places.Add(at + found);
        return [.. places];
    }

    static void Put(Span<byte> request, int[] places, long value, int digits)
    {
        foreach (var place in places)
            value.TryFormat(request.Slice(place, digits), out _, $"D{digits}", CultureInfo.InvariantCulture);
    }

    static string Body()
    {
        var start = "{\"client_key\":\"7600000000000000001\",\"event\":\"im_receive_msg\",\"create_time\":" + Seconds
            + ",\"user_openid\":\"-000mShopShopShopShopShopShopShop00" + Account + "\",\"content\":\"{\\\"timestamp\\\": " + Milliseconds
            + ", \\\"unique_identifier\\\": \\\"+ZPerson" + Person + "\\\", \\\"from_user\\\": {\\\"id\\\": \\\"+ZPerson" + Person
            + "\\\", \\\"role\\\": \\\"personal_account\\\"}, \\\"to_user\\\": {\\\"id\\\": \\\"-000mShopShopShopShopShopShopShop00" + Account
            + "\\\", \\\"role\\\": \\\"business_account\\\"}, \\\"from\\\": \\\"lan." + Person + "\\\", \\\"to\\\": \\\"demo_shop\\\", "
            + "\\\"conversation_id\\\": \\\"u5Thread" + Person + "\\\", \\\"message_id\\\": \\\"u5" + Mark
            + "\\\", \\\"type\\\": \\\"text\\\", \\\"text\\\": {\\\"body\\\": \\\"Áo mã " + Product + " còn size M không shop? ";
        const string end = "\\\"}}\"}";
        var filler = string.Concat(Enumerable.Repeat("Giao hang ve Da Nang mat bao lau. ", BodyBytes));
        return start + filler[..(BodyBytes - Encoding.UTF8.GetByteCount(start) - end.Length)] + end;
    }
}
