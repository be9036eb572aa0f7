//! Sums of numbers as typed, exact to the last decimal.

use super::so::Number;

impl Number {
    /// The sum, with as many decimals as the longer has; nothing where it is too large to hold.
    pub(crate) fn plus(&self, other: &Self) -> Option<Self> {
        let places = self.decimals.len().max(other.decimals.len());
        let sum = self.scaled(places)?.checked_add(other.scaled(places)?)?;
        Self::of_scaled(sum, places)
    }

    /// The number with so many decimals, rounded half away from zero; as it is without a count.
    pub(crate) fn with_decimals(&self, places: Option<usize>) -> Self {
        let Some(places) = places else { return self.clone() };
        if places >= self.decimals.len() {
            let decimals = format!("{:0<places$}", self.decimals);
            return Self { decimals, ..self.clone() };
        }
        let cut = || {
            let power = 10_i128.checked_pow((self.decimals.len() - places) as u32)?;
            let scaled = self.scaled(self.decimals.len())?;
            Self::of_scaled((scaled + scaled.signum() * power / 2) / power, places)
        };
        cut().unwrap_or_else(|| self.clone())
    }

    /// The whole number of its units of `places` decimals.
    fn scaled(&self, places: usize) -> Option<i128> {
        let whole = self.whole.checked_mul(10_i128.checked_pow(places.try_into().ok()?)?)?;
        let decimals = format!("{:0<places$}", self.decimals);
        let units = whole.checked_add(if places == 0 { 0 } else { decimals.parse().ok()? })?;
        Some(if self.negative { -units } else { units })
    }

    fn of_scaled(units: i128, places: usize) -> Option<Self> {
        let power = 10_i128.checked_pow(places.try_into().ok()?)?;
        let rest = units.abs() % power;
        let decimals = if places == 0 { String::new() } else { format!("{rest:0>places$}") };
        Some(Self { negative: units < 0, whole: units.abs() / power, decimals })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::grouped;

    fn number(text: &str) -> Number {
        Number::parse(text).expect(text)
    }

    #[test]
    fn sums_are_exact() {
        for (a, b, sum) in [
            ("1.250.000", "750000", "2.000.000"),
            ("0,1", "0,2", "0,3"),
            ("3,66", "0,34", "4,00"),
            ("-5", "2,5", "-2,5"),
            ("99,9", "0,15", "100,05"),
        ] {
            let got = number(a).plus(&number(b)).expect("a sum that fits");
            assert_eq!(grouped(&got), sum, "{a} + {b}");
        }
    }

    #[test]
    fn decimals_are_rounded_and_filled() {
        for (text, places, want) in [
            ("3", 2, "3,00"),
            ("2,345", 2, "2,35"),
            ("-2,345", 2, "-2,35"),
            ("1.999,96", 1, "2.000,0"),
            ("7,5", 0, "8"),
        ] {
            assert_eq!(grouped(&number(text).with_decimals(Some(places))), want, "{text}");
        }
        assert_eq!(grouped(&number("7,50").with_decimals(None)), "7,50");
    }
}
