namespace Hub.Core.Text;

/// <summary>
/// Shorthand of Vietnamese chats and what it stands for, one meaning each. Matched as typed, accents included, so that
/// "hong" (không) is not taken for "hồng" (pink). Letters that are as often a word, a name or a size (a, e, c, b, m, s) are left out.
/// </summary>
static class TeencodePairs
{
    /// <summary>Raised whenever a pair changes: a back-test names the version that it ran with.</summary>
    public const int Version = 1;

    public const string Pairs = """
        không = k ko kg kô kh khg kog hok hôk hong hông hem khum hk
        được = dc đc đk dk dx đx
        gì = j ji rì zì
        vậy = v z zậy
        rồi = r rùi rui òi
        với = vs vz zới
        như thế nào = ntn nhtn
        thế nào = tnao
        bao nhiêu = bn bnh bnhiu bnhieu bnhiêu
        bao nhiêu tiền = bnt bntien
        biết = bít bik bt
        bây giờ = bjo bgio bh
        giờ = h jo
        người = ng ngừi
        những = nhg
        thích = thik thít
        thôi = thui
        luôn = lun
        muốn = mún mun
        mình = mik mk mh
        của = cua
        cũng = cg cug cũg
        quá = wa qá
        trước = trc
        làm = lm
        nhắn tin = nt ntin
        trả lời = rep tl
        inbox = ib inb ibx
        số điện thoại = sđt sdt
        điện thoại = đt dt đthoai dthoai
        địa chỉ = đchi dchi đchỉ dchỉ
        giao hàng = gh ghang
        ship = sip síp shíp
        chuyển khoản = ck
        thanh toán = tt ttoan
        tài khoản = tk tkhoan
        số tài khoản = stk
        khách hàng = kháchhàng
        sản phẩm = sp spham
        đặt hàng = đh dh
        đơn hàng = đhang
        khuyến mãi = km kmai
        giảm giá = gg
        mã giảm giá = mgg
        tư vấn = tv tvan
        báo giá = bg
        đăng ký = đky dky
        kiểm tra = ktra
        cửa hàng = chang
        liên hệ = lh lhe
        cảm ơn = tks thanks thank thks
        oke = ok okie oki okê okela
        anh chị = ac
        em = iem
        triệu = tr
        hôm nay = hnay hn
        hôm qua = hqua
        ngày mai = nmai
        size = sz
        chưa = chx
        đang = đg
        """;
}
