namespace Hub.Core.Commerce.Drafts;

/// <summary>How far a name goes, of a person or a place, that may stand in the middle of the talk.</summary>
internal static class Names
{
    /// <summary>
    /// Written with capitals, a name ends with the first small letter. Written without, it ends with a word of the talk.
    /// </summary>
    /// <param name="ends">Whether something else begins at a word.</param>
    /// <returns>The index of its last word, or null when no name begins at <paramref name="first"/>.</returns>
    public static int? End(ChatLine line, int first, int most, Func<int, bool> ends, Func<int, bool>? goesOn = null)
    {
        var words = line.Words;
        if (!line.IsFree(first) || words[first].BeginsWithDigit)
            return null;
        var isCapital = words[first].IsCapital && !line.IsShouted;
        if (!isCapital && Talk.Stops.Has(words[first]) && goesOn?.Invoke(first) != true)
            return null;
        var last = first;
        for (var i = first + 1; i < words.Count && i < first + most && line.IsFree(i); i++)
        {
            var word = words[i];
            if (word.Breaks || word.FollowsPoint || word.BeginsWithDigit || ends(i) || (isCapital && !word.IsCapital))
                break;
            if (!isCapital && Talk.Stops.Has(word) && goesOn?.Invoke(i) != true)
                break;
            last = i;
        }

        return last;
    }
}
